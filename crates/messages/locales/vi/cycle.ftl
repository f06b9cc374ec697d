# Chu kỳ báo cáo: lý do từ chối, dữ liệu nhập sai, thư báo.

cycle-sign-in-wrong = Tên đăng nhập hoặc mật khẩu không đúng.
cycle-sign-in-locked = Đăng nhập sai quá nhiều lần. Vui lòng thử lại sau 15 phút.
cycle-sign-in-second-factor = Mã xác thực chưa có hoặc không đúng.
cycle-sign-in-link = Liên kết không đúng, đã dùng hoặc đã hết hạn. Vui lòng đề nghị quản trị viên gửi liên kết mới.
cycle-sign-in-session = Vui lòng đăng nhập để tiếp tục.
cycle-sign-in-deactivated = Tài khoản đã ngừng hoạt động.
cycle-denied = Tài khoản không có quyền thực hiện thao tác này.
cycle-denied-view = Tài khoản không có quyền xem nội dung này.
cycle-not-found = Không tìm thấy nội dung được yêu cầu.
cycle-conflict = Nội dung vừa được người khác thay đổi. Vui lòng xem lại nội dung mới nhất rồi thực hiện lại.
cycle-invalid = Có { $count } chỗ chưa hợp lệ.
cycle-busy = Hệ thống đang bận. Vui lòng thử lại sau ít giây.
cycle-internal = Hệ thống gặp sự cố. Thao tác chưa được thực hiện.
cycle-refused-state = Trạng thái hiện tại của báo cáo không cho phép thao tác này.
cycle-refused-round = Đợt báo cáo đã đóng hoặc chưa ở trạng thái phù hợp với thao tác này.
cycle-refused-blocked = Còn { $count } lỗi phải sửa trước khi tiếp tục.
cycle-refused-unexplained = Còn { $count } cảnh báo chưa được giải trình.
cycle-refused-empty = Báo cáo chưa có nội dung nào.
cycle-refused-nothing-returned = Chưa có mục nào được đánh dấu trả lại.
cycle-refused-items-returned = Còn { $count } mục đang được đánh dấu trả lại.
cycle-refused-published = Đợt báo cáo đã công bố: số liệu, thời hạn và tài liệu của đợt không còn thay đổi được. Cần đính chính thì lãnh đạo mở lại đợt.
cycle-refused-own-report = Báo cáo này do chính người đang xử lý gửi thay mặt đơn vị nên phải do người khác chấp nhận và bỏ qua lỗi.
cycle-refused-key-reused = Khóa (Idempotency-Key) này đã dùng cho một yêu cầu có nội dung khác. Nội dung mới chưa được nhận; gửi lại với khóa mới.
cycle-refused-nothing-to-publish = Mọi báo cáo đã chấp nhận của đợt này đều đã được công bố.
cycle-refused-replaces-accepted = { $count } giá trị của báo cáo đã chấp nhận sẽ bị thay thế. Nếu đúng là cần thay, hãy chọn “Thay cả số liệu của báo cáo đã chấp nhận” rồi nhập lại.
cycle-exempt-sent = { $unit } đã gửi báo cáo của đợt này nên không miễn được: báo cáo đã gửi vẫn được tổng hợp. Bỏ chọn đơn vị này; nếu đơn vị không phải báo cáo thì đơn vị rút báo cáo trước.
cycle-nothing-answers = Bản đang soạn có { $count } câu trả lời nên không khai cả báo cáo không phát sinh được. Xóa các câu trả lời đó trước.
cycle-refused-replaces-draft = Bản đang soạn có { $count } câu trả lời mà báo cáo gửi lên không có hoặc ghi khác; gửi lên sẽ làm mất. Hãy đọc bản đang soạn và gộp lại, hoặc gửi kèm "replace_draft": true nếu đúng là cần thay.
cycle-conflict-accepted = { $name } vừa chấp nhận mục này. Vui lòng xem lại rồi quyết định.
cycle-conflict-returned = { $name } vừa đánh dấu trả lại mục này. Vui lòng xem lại rồi quyết định.
cycle-conflict-reopened = Quyết định đối với mục này vừa được rút lại. Vui lòng xem lại rồi quyết định.

cycle-field-blank = Nội dung bắt buộc, không được để trống.
cycle-field-control = Có ký tự điều khiển không hợp lệ.
cycle-field-long = Dài quá { $most } ký tự.
cycle-field-province = Không có tỉnh, thành phố nào mang mã này.
cycle-field-login = Tên đăng nhập chỉ gồm chữ cái không dấu, chữ số và các dấu . - _ @, tối đa 100 ký tự.
cycle-field-login-taken = Tên đăng nhập đã được sử dụng.
cycle-field-email = Địa chỉ thư điện tử không hợp lệ.
cycle-field-language = Ngôn ngữ không được hỗ trợ.
cycle-field-own-account = Không thể ngừng hoạt động tài khoản của chính mình.
cycle-people-last-administrator = Đây là quản trị viên duy nhất của toàn hệ thống có vai trò không thời hạn. Trước hết giao vai trò quản trị viên toàn tỉnh, không thời hạn, cho một tài khoản khác đang hoạt động.
cycle-field-dates-order = Ngày kết thúc đứng trước ngày bắt đầu.
cycle-field-role = Vai trò không hợp lệ hoặc thiếu đơn vị.
cycle-field-days = Thời hạn phải từ 1 đến { $most } ngày.
cycle-field-number = Giá trị không phải là số hợp lệ.
cycle-password-short = Mật khẩu phải có ít nhất { $least } ký tự.
cycle-password-simple = Mật khẩu này dễ đoán (từ hay dùng làm mật khẩu, dãy phím, dãy số, tên đăng nhập, họ tên hoặc quá ít ký tự khác nhau); vui lòng chọn mật khẩu khác.
cycle-import-too-many = Mỗi lần chỉ nhận tối đa { $most } dòng.
cycle-links-too-many = Mỗi lần cấp lại cho tối đa { $most } người. Chọn ít người hơn.
cycle-import-no-table = Tệp không có bảng nào từ hai cột trở lên.
cycle-import-report = Đơn vị không có báo cáo phải nộp trong đợt này.
cycle-item-unknown = Mẫu báo cáo không có mục này.
cycle-template-empty = Mẫu báo cáo phải có ít nhất một nhiệm vụ, một phần hoặc một chỉ tiêu.
cycle-template-node = Chương trình không có nhiệm vụ mang mã này.
cycle-template-twice = Mã đã được dùng trong mẫu hoặc không hợp lệ.
cycle-template-part = Không có phần nào mang ký hiệu này.
cycle-template-indicator = Không có chỉ tiêu này, hoặc chỉ tiêu bị lặp lại.
cycle-template-column-twice = Mỗi cột chỉ có một lần trong phụ lục.
cycle-template-column-missing = Phụ lục phải có cột nhiệm vụ, cột mức độ hoàn thành và cột kết quả.
cycle-template-own-many = Mẫu báo cáo có tối đa 6 cột bổ sung để phụ lục in vừa trang ngang.
cycle-template-own-lost = Cột bổ sung thiếu quy định về nội dung được điền.
cycle-template-own-code = Mã của cột bổ sung chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, tối đa 48 ký tự.
cycle-template-choices-few = Danh sách cần ít nhất hai giá trị, mỗi giá trị một dòng, không trùng nhau.
cycle-template-choices-many = Danh sách có tối đa { $most } giá trị.
cycle-absence-status = Vừa chọn “{ $reason }” vừa ghi mức độ “{ $said }”; khi tổng hợp chỉ tính “{ $reason }”. Có thực hiện thì chọn lại “Có số liệu”; không thì xóa mức độ.
cycle-absence-number = Vừa chọn “{ $reason }” vừa ghi số liệu { $said }. Có số liệu thì chọn lại “Có số liệu”; không thì xóa số.
cycle-own-blank = Cột “{ $column }” bắt buộc phải điền nhưng đang để trống.
cycle-own-blank-expected = Giá trị ở cột “{ $column }”
cycle-own-unknown = Mẫu báo cáo không có cột này.
cycle-own-long = Cột “{ $column }”: tối đa { $most } ký tự.
cycle-own-choice = Cột “{ $column }”: chọn một trong các giá trị: { $choices }.
cycle-own-number = Cột “{ $column }”: ghi một số, ví dụ 1.234,5.
cycle-own-date = Cột “{ $column }”: ghi ngày có thật theo dạng ngày/tháng/năm, ví dụ 05/12/2026.
cycle-template-label-twice = Ký hiệu này đã có.
cycle-template-label-twice-there = Phần bên cạnh đã có nhóm mang ký hiệu này; đổi ký hiệu trước khi chuyển.
cycle-template-group = Phần này không có nhóm mang ký hiệu đó.
cycle-template-wording-blank = Chưa có nội dung.
cycle-template-unmapped = Chưa gắn với nhiệm vụ nào của chương trình.
cycle-template-node-twice = Một nhiệm vụ khác của mẫu đã gắn với mục này của chương trình.
cycle-template-number-twice = Trong nhóm đã có nhiệm vụ mang số này.
cycle-template-indicator-none = Hãy chọn ít nhất một chỉ tiêu chưa có trong mẫu.
cycle-template-no-place = Mục này không còn trong mẫu.
cycle-template-section-twice = Phần thuyết minh này đã có trong mẫu.
cycle-template-code = Mã mẫu gồm chữ thường không dấu, chữ số và dấu "-", không quá 40 ký tự.
cycle-template-code-taken = Đã có mẫu mang mã này.
cycle-template-programme = Không có chương trình này.
cycle-template-file-unread = Không đọc được tệp: { $reason }
cycle-template-file-empty = Không tìm thấy bảng nhiệm vụ nào trong tệp.
cycle-round-same = Đợt “{ $round }” đang mở hỏi cùng biểu mẫu, cùng kỳ, cùng đơn vị: mỗi đơn vị sẽ có hai báo cáo phải nộp.
cycle-round-deadline-over = Hạn { $date } đã qua: mở đợt thì mọi đơn vị thành quá hạn ngay.
cycle-round-template-draft = Mẫu báo cáo chưa được ban hành.
cycle-round-no-units = Không có đơn vị cấp xã nào thuộc phạm vi đã chọn.
cycle-round-deadline-past = Thời hạn mới đã qua: đơn vị gửi đúng hạn sẽ bị coi là gửi muộn. Chọn từ hôm nay trở đi.
cycle-round-deadline-early = Thời hạn gửi báo cáo đứng trước ngày chốt số liệu.
cycle-round-extension-early = Thời hạn gia hạn phải sau thời hạn của đợt báo cáo.
cycle-review-open-findings = Còn { $count } cảnh báo chưa xử lý.
cycle-date-far = Thời hạn xa hơn một năm. Kiểm tra lại năm.
cycle-review-due-past = Thời hạn đã qua.
cycle-file-too-large = Tệp lớn hơn { $megabytes } MB.
cycle-file-empty = Tệp không có nội dung.
cycle-file-interrupted = Việc đọc tệp bị gián đoạn nhiều lần. Vui lòng tải tệp lên lại.
cycle-answer-blank = Nội dung trả lời không được để trống.
cycle-outcome = Kết quả theo dõi cam kết không hợp lệ.

cycle-section-results = Kết quả thực hiện
cycle-section-advantages = Thuận lợi
cycle-section-limitations = Tồn tại, hạn chế
cycle-section-causes = Nguyên nhân
cycle-section-recommendations = Đề xuất, kiến nghị
cycle-section-next-tasks = Nhiệm vụ trọng tâm thời gian tới

cycle-annex-no = TT
cycle-annex-task = Nhiệm vụ, giải pháp
cycle-annex-timeframe = Thời gian thực hiện
cycle-annex-status = Mức độ hoàn thành
cycle-annex-result = Kết quả chi tiết

cycle-mail-handed-subject = Báo cáo chờ duyệt, gửi: { $round }
cycle-mail-handed-body =
    Kính gửi: { $unit }

    Báo cáo trong đợt “{ $round }” đã soạn xong, chờ duyệt và gửi. Hạn gửi: { $due }.

    { $items }

    Đề nghị đăng nhập hệ thống, xem lại rồi gửi, hoặc trả lại để sửa.
cycle-mail-handed-by = Người trình: { $name }
cycle-mail-handed-back-subject = Báo cáo cần sửa trước khi gửi: { $round }
cycle-mail-handed-back-body =
    Kính gửi: { $unit }

    Báo cáo trong đợt “{ $round }” được trả lại để sửa trước khi gửi. Hạn gửi: { $due }.

    { $items }
cycle-mail-handed-back-by = Người trả lại: { $name }
cycle-mail-answered-subject = Kiến nghị đã được trả lời: { $round }
cycle-mail-answered-item = - “{ $text }”
      Trả lời ({ $name }): { $answer }
cycle-mail-answered-body =
    Kính gửi: { $unit }

    Kiến nghị của đơn vị trong báo cáo thuộc đợt “{ $round }” đã được trả lời:

    { $items }
cycle-mail-comment-subject = Có ý kiến về báo cáo: { $round }
cycle-mail-waived-by = { $name } đã bỏ qua lỗi theo đề nghị, lý do:
cycle-mail-comment-by = Người nêu ý kiến: { $name }
cycle-mail-comment-body =
    Kính gửi: { $unit }

    Báo cáo của đơn vị trong đợt “{ $round }” có ý kiến mới:

    { $items }
cycle-mail-request = Văn bản yêu cầu: { $request }
cycle-mail-period = Kỳ báo cáo: { $period }
cycle-mail-returned-subject = Báo cáo có nội dung cần bổ sung: { $round }
cycle-mail-returned-item = - { $item }: { $reason } (hoàn thành trước ngày { $due })
cycle-mail-returned-body =
    Kính gửi: { $unit }

    Báo cáo của đơn vị trong đợt “{ $round }” có { $count } mục cần làm lại:

    { $items }

    Đề nghị đơn vị đăng nhập hệ thống, bổ sung các mục trên và gửi lại báo cáo.
cycle-mail-mend-subject = Còn nội dung cần bổ sung: { $round }
cycle-mail-mend-body =
    Kính gửi: { $unit }

    Báo cáo của đơn vị trong đợt “{ $round }” còn { $count } mục được trả lại mà chưa gửi lại; thời hạn sớm nhất là ngày { $due }:

    { $items }

    Đề nghị đơn vị bổ sung các mục trên và gửi lại báo cáo.
cycle-mail-mend-late-subject = Quá hạn bổ sung báo cáo: { $round }
cycle-mail-mend-late-body =
    Kính gửi: { $unit }

    Đã quá thời hạn bổ sung (ngày { $due }) nhưng báo cáo của đơn vị trong đợt “{ $round }” chưa được gửi lại. Có { $count } mục cần bổ sung:

    { $items }

    Đề nghị đơn vị bổ sung và gửi lại báo cáo sớm nhất; nếu có vướng mắc, liên hệ cơ quan chủ trì.
cycle-import-undone-before = Lần nhập này đã được { $name } hoàn tác lúc { $at }.
cycle-template-unchanged = Bản này giống hệt phiên bản { $number }; sửa nội dung rồi hãy ban hành.
cycle-mail-open = Mở báo cáo trong hệ thống:
cycle-mail-opened-subject = Báo cáo cần gửi: { $round }
cycle-mail-opened-body =
    Kính gửi: { $unit }

    Đơn vị có báo cáo cần gửi trong đợt “{ $round }”. Thời hạn gửi báo cáo là ngày { $due }.

    { $items }

    Đề nghị đơn vị đăng nhập hệ thống, soạn và gửi báo cáo đúng hạn.
cycle-mail-opened-cut-off = - Số liệu chốt đến hết ngày: { $said }
cycle-mail-invited-subject = Tài khoản của bạn trên hệ thống báo cáo
cycle-mail-invited-body =
    Kính gửi: { $name }

    Bạn có tài khoản trên hệ thống báo cáo, tên đăng nhập: { $login }

    Mở đường dẫn sau để đặt mật khẩu. Đường dẫn dùng được một lần, đến { $until }; không chuyển cho người khác:

    { $link }
cycle-mail-password-subject = Đặt lại mật khẩu trên hệ thống báo cáo
cycle-mail-password-body =
    Kính gửi: { $name }

    Người quản trị đã cấp đường dẫn để đặt lại mật khẩu cho tài khoản { $login }.

    Mở đường dẫn sau để đặt mật khẩu mới. Đường dẫn dùng được một lần, đến { $until }; không chuyển cho người khác:

    { $link }

    Nếu bạn không yêu cầu việc này, hãy báo cho người quản trị.
cycle-mail-extended-subject = Gia hạn gửi báo cáo: { $round }
cycle-mail-extended-body =
    Kính gửi: { $unit }

    Thời hạn gửi báo cáo của đơn vị trong đợt “{ $round }” được gia hạn đến hết ngày { $due }.

    Đề nghị đơn vị đăng nhập hệ thống, hoàn thành và gửi báo cáo trong thời hạn trên.
cycle-mail-reminder-subject = Nhắc gửi báo cáo: { $round }
cycle-mail-reminder-body =
    Kính gửi: { $unit }

    Đơn vị chưa gửi báo cáo của đợt “{ $round }”. Thời hạn gửi báo cáo là ngày { $due }.

    Đề nghị đơn vị đăng nhập hệ thống, hoàn thành và gửi báo cáo.

## Chứng thư số gốc
cycle-roots-none = Tệp không có chứng thư số nào đọc được.
cycle-signer-title = Không ghi học hàm, học vị (“{ $title }”) trước họ tên người ký
cycle-roots-too-many = Tệp có quá nhiều chứng thư số hoặc quá lớn.
cycle-foreign-unit = Có nội dung lấy từ tệp “{ $name }”, nhưng văn bản đó không phải của { $unit }. Hãy xem lại tệp; nếu đúng là văn bản của đơn vị thì ghi rõ lý do.
cycle-foreign-period = Có nội dung lấy từ tệp “{ $name }” của { $unit }, nhưng văn bản đó thuộc kỳ khác. Hãy xem lại tệp; nếu vẫn dùng được thì ghi rõ lý do.

## Kiểm tra tính toàn vẹn
cycle-audit-gap = Chuỗi { $chain }, sự kiện { $event }: thiếu sự kiện
cycle-audit-link = Chuỗi { $chain }, sự kiện { $event }: không nối tiếp sự kiện đứng trước
cycle-audit-content = Chuỗi { $chain }, sự kiện { $event }: nội dung bị sửa
cycle-audit-end = Chuỗi { $chain }, sự kiện { $event }: sự kiện cuối chuỗi bị cắt bỏ hoặc thêm vào
cycle-audit-chain = Chuỗi { $chain }: mất cả chuỗi
cycle-audit-edition-changed = { $unit }, đợt “{ $round }”: bản chính thức số { $number } (báo cáo { $report }) không còn như khi được chấp nhận
cycle-audit-edition-figures = { $unit }, đợt “{ $round }”: số liệu đem tổng hợp không phải là số liệu của bản chính thức số { $number } (báo cáo { $report })
cycle-audit-edition-missing = { $unit }, đợt “{ $round }”: mất bản chính thức số { $number } (báo cáo { $report })
cycle-audit-edition-unrecorded = { $unit }, đợt “{ $round }”: bản chính thức số { $number } (báo cáo { $report }) không do ai chấp nhận
cycle-audit-sent-changed = { $unit }, đợt “{ $round }”: nội dung lần gửi { $number } (báo cáo { $report }) không còn như khi được gửi
cycle-audit-sent-missing = { $unit }, đợt “{ $round }”: mất nội dung lần gửi { $number } (báo cáo { $report })
cycle-audit-findings-changed = { $unit }, đợt “{ $round }”: các điểm kiểm tra của lần gửi { $number } (báo cáo { $report }) không còn như khi gửi
cycle-audit-waiver-changed = { $unit }, đợt “{ $round }”: một lần miễn trừ (báo cáo { $report }) bị sửa
cycle-audit-waiver-missing = { $unit }, đợt “{ $round }”: mất một lần miễn trừ (báo cáo { $report })
cycle-audit-waiver-unrecorded = { $unit }, đợt “{ $round }”: có một lần miễn trừ (báo cáo { $report }) không do ai quyết định
cycle-audit-account-changed = Tài khoản { $number }, { $name }: tên, tên đăng nhập, thư, đơn vị hoặc trạng thái bị sửa ngoài hệ thống
cycle-audit-account-missing = Tài khoản { $number }: bị xóa ngoài hệ thống
cycle-audit-account-unrecorded = Tài khoản { $number }, { $name }: không do ai tạo trong hệ thống
cycle-audit-credential-changed = Tài khoản { $number }, { $name }: mật khẩu hoặc mã xác thực bị đổi ngoài hệ thống
cycle-audit-binding-changed = Tài khoản { $number }, { $name }: liên kết đăng nhập một lần bị đổi ngoài hệ thống
cycle-audit-grant-changed = Vai trò số { $number } của { $name }: bị sửa ngoài hệ thống
cycle-audit-grant-missing = Vai trò số { $number }: bị xóa ngoài hệ thống
cycle-audit-grant-unrecorded = Vai trò số { $number } của { $name }: không do ai giao trong hệ thống
cycle-doctor-rights = { $count } bản ghi tài khoản, mật khẩu, vai trò, miễn trừ
cycle-doctor-migration = thiếu bước { $name }; chạy tonghop migrate
cycle-doctor-events = { $count } sự kiện
cycle-doctor-frozen = { $count } lần gửi và bản chính thức
cycle-doctor-file = tệp { $digest } hỏng
cycle-doctor-mail = { $count } thư; xem trang “Thư gửi đi”
cycle-doctor-unit-lost = { $unit } thuộc một đơn vị không có trong hệ thống
cycle-doctor-units-none = chưa có đơn vị nào; mở đường dẫn thiết lập mà tonghop serve in ra
cycle-doctor-units = { $count } đơn vị
cycle-doctor-administrators = { $names }
cycle-doctor-administrators-ending = chỉ còn { $names }, vai trò có thời hạn; giao vai trò không thời hạn trước khi hết hạn
cycle-doctor-administrators-none = không có ai; chạy tonghop account role <TÊN ĐĂNG NHẬP> administrator
cycle-doctor-integrity = { $said }
