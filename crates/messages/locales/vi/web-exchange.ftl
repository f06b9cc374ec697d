# Nhập số liệu, đăng nhập bằng hệ thống khác, phiên đăng nhập.

cycle-import-sheet = Số liệu nhập
cycle-import-column-unit = Mã đơn vị
cycle-import-column-unit-name = Tên đơn vị
cycle-import-column-indicator = Mã chỉ tiêu
cycle-import-column-indicator-name = Tên chỉ tiêu
cycle-import-column-measure = Đơn vị tính
cycle-import-column-value = Giá trị
cycle-import-column-numerator = Tử số
cycle-import-column-denominator = Mẫu số
cycle-import-no-head = Không tìm thấy dòng tiêu đề trong 20 dòng đầu. Tệp cần có các cột: { $columns }.
cycle-import-cut = Tệp quá lớn hoặc có phần không đọc được nên không nhập, để không bỏ sót số liệu.
cycle-import-twice = Đơn vị và chỉ tiêu này đã có ở dòng { $row }.
cycle-import-twice-expected = Mỗi đơn vị một dòng cho mỗi chỉ tiêu
cycle-import-twice-advice = Xóa dòng này hoặc dòng { $row }.
cycle-import-unit-expected = Mã của đơn vị phải báo cáo trong đợt, ví dụ { $example }
cycle-import-unit-code = Mã của { $name } là { $code }.
cycle-import-from-template = Chép mã từ tệp mẫu của đợt báo cáo.
cycle-import-indicator = Danh mục không có chỉ tiêu mang mã này.
cycle-import-indicator-expected = Mã chỉ tiêu trong danh mục, ví dụ { $example }
cycle-import-no-number = Dòng này không có số liệu.
cycle-import-no-number-advice = Ghi giá trị, hoặc tử số và mẫu số; nếu chưa có số liệu thì bỏ dòng này.
cycle-import-number = Ô này không phải là số hợp lệ.
cycle-import-number-expected = Số không âm, ví dụ 97,5 hoặc 1250
cycle-import-number-advice = Chỉ ghi con số, không ghi kèm chữ hay đơn vị tính.
cycle-import-two-ways = Số này có thể hiểu theo hai cách: dấu chấm ngăn hàng nghìn hoặc ngăn phần thập phân.
cycle-import-two-ways-advice = Bỏ dấu chấm ngăn hàng nghìn; phần thập phân dùng dấu phẩy.
cycle-import-formula = Ô có công thức hoặc báo lỗi nên không nhập.
cycle-import-formula-expected = Giá trị đã tính xong
cycle-import-formula-advice = Sao chép cột này rồi dán lại dưới dạng giá trị (Paste Special – Values).

web-values-title = Nhập số liệu
web-values-lead = Nhập số liệu nhiều đơn vị của đợt báo cáo từ một tệp. Tệp được kiểm tra trước; chỉ khi mọi dòng đều đúng mới được nhập, và có thể hoàn tác cả lần nhập.
web-values-step-template = 1. Lấy tệp mẫu
web-values-template-text = Tệp mẫu có sẵn mã và tên các đơn vị, chỉ tiêu của đợt; nếu mẫu báo cáo không yêu cầu chỉ tiêu nào thì có các chỉ tiêu lấy từ hệ thống của ngành, tỉnh. Dòng nào chưa có số liệu thì để trống.
web-values-template-xlsx = Tải tệp mẫu Excel
web-values-template-csv = Tải tệp mẫu CSV
web-values-step-check = 2. Kiểm tra tệp đã điền
web-values-file-hint = XLSX, ODS hoặc CSV. Cột được nhận theo tiêu đề: Mã đơn vị, Mã chỉ tiêu, Giá trị, Tử số, Mẫu số. Ô có công thức không được nhận.
web-values-wrong = Có { $count } dòng cần sửa. Chưa nhập số liệu nào.
web-values-wrong-more = Danh sách dưới đây là { $count } chỗ đầu tiên.
web-values-fine = Cả { $count } dòng đều đúng. Chưa nhập gì: bấm nút bên dưới để nhập.
web-values-present = { $count } số liệu đang có sẽ được thay bằng số liệu trong tệp.
web-values-changed = { $count } số liệu khác với số đang có:
web-values-unchanged = Không số liệu nào khác với số đang có.
web-values-changed-more = Chỉ nêu { $count } thay đổi đầu tiên.
web-values-indicator = Chỉ tiêu
web-values-before = Đang có
web-values-after = Trong tệp
web-values-accepted = báo cáo đã chấp nhận
web-values-replaces = { $count } dòng sẽ thay thế số liệu của báo cáo đã chấp nhận.
web-values-replace = Thay cả số liệu của báo cáo đã chấp nhận
web-values-blank = Bỏ qua { $count } dòng chưa có số liệu.
web-values-nothing = Tệp không có dòng nào có số liệu.
web-values-apply = Nhập { $count } dòng
web-values-cell = Ô
web-values-what = Vấn đề
web-values-expected = Cần có
web-values-actual = Trong tệp
web-values-advice = Cách sửa
web-values-no-actual = (trống)
web-flash-values-imported = Đã nhập { $count } dòng số liệu.
web-flash-values-undone = Đã hoàn tác lần nhập; số liệu trước đó có hiệu lực trở lại.
web-imports-title = Các lần nhập số liệu
web-imports-lead = Mỗi lần nhập có thể hoàn tác trọn vẹn: số liệu đã nhập được bỏ đi, số liệu trước đó có hiệu lực trở lại.
web-imports-at = Thời điểm
web-imports-by = Người nhập
web-imports-round = Đợt báo cáo
web-imports-file = Tệp
web-imports-by-api = Qua API
web-imports-rows = Số dòng
web-imports-state = Trạng thái
web-imports-applied = Có hiệu lực
web-imports-undone = Đã hoàn tác
web-imports-undo = Hoàn tác
web-imports-undo-ask = Hoàn tác lần nhập này? Số liệu trước đó sẽ có hiệu lực trở lại.
web-imports-none = Chưa có lần nhập nào
web-imports-none-text = Mở một đợt báo cáo rồi chọn “Nhập số liệu”.

cycle-sign-in-external-attempt = Lượt đăng nhập này đã hết hạn hoặc đã được dùng. Vui lòng đăng nhập lại.
cycle-sign-in-external-unknown = Tài khoản bên ngoài này chưa được gắn với người dùng nào. Vui lòng liên hệ quản trị viên.
cycle-external-taken = Tài khoản bên ngoài này đã được gắn với một người dùng.

web-external-sign-in = Đăng nhập bằng { $name }
web-external-or = hoặc bằng tên đăng nhập
web-external-code-title = Nhập mã xác thực
web-external-code-lead = { $name } đã xác nhận danh tính. Tài khoản này còn cần mã xác thực hai lớp.
web-external-ended-title = Đã đăng xuất
web-external-ended-text = Phiên làm việc ở đây đã kết thúc. Trình duyệt có thể vẫn còn đăng nhập ở { $name }; nếu dùng máy chung, hãy đăng xuất cả ở đó.
web-external-ended-there = Đăng xuất khỏi { $name }
web-external-again = Đăng nhập lại
web-external-linked = Tài khoản bên ngoài
web-external-linked-none = Chưa gắn với tài khoản nào của { $name }.
web-external-linked-since = Gắn bởi { $by }, { $at }
web-external-link = Gắn tài khoản
web-external-unlink = Bỏ gắn
web-external-unlink-ask = Bỏ gắn tài khoản bên ngoài này? Các phiên đang mở của người dùng sẽ kết thúc.
web-external-subject = Mã định danh (subject) ở { $name }
web-external-subject-hint = Lấy ở hệ thống quản lý tài khoản, hoặc trong nhật ký: sự kiện “Từ chối tài khoản bên ngoài chưa gắn”.
web-flash-external-cancelled = Bạn đã dừng việc đăng nhập ở hệ thống bên ngoài.
web-flash-external-trouble = Chưa liên hệ được với hệ thống đăng nhập. Vui lòng thử lại hoặc đăng nhập bằng mật khẩu.
web-flash-external-untrusted = Không chấp nhận được câu trả lời của hệ thống đăng nhập. Vui lòng thử lại; nếu vẫn lỗi, hãy báo quản trị viên.
web-flash-external-attempt = Lượt đăng nhập này đã hết hạn hoặc đã được dùng. Vui lòng đăng nhập lại.
web-flash-external-unknown = Tài khoản bên ngoài này chưa được gắn với người dùng nào. Vui lòng liên hệ quản trị viên.
web-flash-external-deactivated = Tài khoản đã ngừng hoạt động.
web-flash-external-linked = Đã gắn tài khoản bên ngoài.
web-flash-external-unlinked = Đã bỏ gắn tài khoản bên ngoài.
web-event-account-external-linked = Gắn tài khoản bên ngoài
web-event-account-external-unlinked = Bỏ gắn tài khoản bên ngoài
web-event-account-external-refused = Từ chối tài khoản bên ngoài chưa gắn
web-event-account-sessions-ended = Kết thúc phiên đăng nhập

web-sessions-title = Phiên đăng nhập
web-sessions-text = Những nơi tài khoản này đang đăng nhập. Nếu thấy nơi lạ, hãy kết thúc phiên đó rồi đổi mật khẩu.
web-sessions-where = Nơi đăng nhập
web-sessions-since = Bắt đầu
web-sessions-seen = Dùng lần cuối
web-sessions-this = Phiên này
web-sessions-on = { $browser } trên { $system }
web-sessions-unknown = Trình duyệt khác
web-sessions-external = qua { $name }
web-sessions-end = Kết thúc
web-sessions-end-others = Kết thúc mọi phiên khác
web-sessions-end-all = Kết thúc mọi phiên
web-sessions-end-all-ask = Kết thúc mọi phiên đăng nhập của người này?
web-sessions-none = Không có phiên nào đang mở.
web-flash-session-ended = Đã kết thúc phiên đăng nhập.

cycle-mail-late-subject = Quá hạn gửi báo cáo: { $round }
cycle-mail-late-body =
    Kính gửi: { $unit }

    Đã quá thời hạn gửi báo cáo của đợt “{ $round }” (ngày { $due }) nhưng hệ thống chưa nhận được báo cáo của đơn vị.

    Đề nghị đơn vị đăng nhập hệ thống, hoàn thành và gửi báo cáo sớm nhất; nếu có vướng mắc, liên hệ cơ quan chủ trì để được gia hạn.

cycle-reminder-days = Ghi tối đa { $most } số ngày làm việc, mỗi số từ 1 đến { $days }, cách nhau bằng dấu phẩy.
web-reminders-title = Nhắc gửi báo cáo tự động
web-reminders-text = Khi đã kết nối máy chủ thư, hệ thống tự gửi thư nhắc các đơn vị chưa gửi báo cáo, mỗi mốc một lần, từ 7 giờ đến 17 giờ của ngày làm việc. Để trống số ngày và bỏ chọn ô dưới đây thì không gửi thư nhắc tự động.
web-reminders-days = Số ngày làm việc trước thời hạn
web-reminders-days-hint = Ví dụ: 3, 1 – nhắc khi còn 3 ngày làm việc và khi còn 1 ngày làm việc.
web-reminders-late = Nhắc một lần khi đã quá hạn

web-api-if-match = If-Match phải là số phiên bản trong dấu ngoặc kép, như ETag đã trả về.
