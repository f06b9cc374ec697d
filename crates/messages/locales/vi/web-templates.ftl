# Mẫu báo cáo: các bản, soạn bản mới, so sánh, ban hành.

web-nav-templates = Mẫu báo cáo
web-templates-title = Mẫu báo cáo
web-templates-lead = Mỗi mẫu có nhiều bản. Bản đã ban hành không thay đổi nữa; đợt báo cáo đã mở giữ bản của mình, đợt mới dùng bản mới nhất.
web-templates-none = Chưa có mẫu nào
web-templates-none-text = Hãy tạo mẫu mới, hoặc đọc từ phụ lục mà tỉnh đã ban hành.
web-templates-version-of = Bản { $number }
web-templates-tasks = Nhiệm vụ
web-templates-rounds = Đợt đã mở
web-templates-made = Người soạn
web-templates-state = Trạng thái
web-template-draft = Bản nháp
web-template-published = Đã ban hành
web-template-new = Tạo mẫu mới
web-template-new-lead = Đọc phụ lục từ tệp để không phải gõ lại; những dòng chưa nhận ra sẽ được đánh dấu để anh/chị gắn với nhiệm vụ của chương trình.
web-template-new-file = Tệp có phụ lục (DOCX, XLSX, PDF, văn bản)
web-template-new-file-hint = Không bắt buộc. Không có tệp thì bắt đầu từ mẫu trống.
web-template-code = Mã mẫu
web-template-code-hint = Chữ thường không dấu, chữ số và dấu "-", ví dụ: 411-51-2026.
web-template-programme = Chương trình
web-template-title = Tên mẫu
web-template-title-hint = Để trống khi đọc từ tệp: lấy theo tên của tài liệu.
web-template-make = Tạo bản nháp
web-template-begin = Soạn bản mới từ bản này
web-template-go-on = Soạn tiếp bản nháp số { $number }
web-template-publish = Ban hành
web-template-publish-ask = Ban hành bản này? Sau khi ban hành, nội dung không sửa được nữa.
web-template-discard = Bỏ bản nháp
web-template-discard-ask = Bỏ bản nháp này? Những gì đã soạn trong bản nháp sẽ mất.
web-template-differences = Khác so với bản trước
web-template-draft-lead = Mọi thay đổi được lưu ngay vào bản nháp. Chỉ khi ban hành, mẫu mới dùng được cho đợt báo cáo mới.
web-template-published-lead = Bản này đã ban hành nên không sửa được. Muốn thay đổi, hãy soạn bản mới từ bản này.
web-template-not-yet = Chưa ban hành được: hãy xử lý các điểm nêu dưới đây.
web-template-problems = { $count ->
   *[other] Còn { $count } điểm phải xử lý trước khi ban hành
}
web-template-ready = Không còn điểm nào phải xử lý; có thể ban hành.
web-template-annex = Phụ lục nhiệm vụ
web-template-keys = Phím tắt: Alt + ↑ hoặc Alt + ↓ chuyển dòng đang chọn lên hoặc xuống.
web-template-renumber = Đánh số lại
web-template-renumber-ask = Đánh số lại từ 1 trong mỗi nhóm?
web-template-no-part = Không thuộc phần nào
web-template-up = Chuyển lên: { $name }
web-template-down = Chuyển xuống: { $name }
web-template-edit = Sửa
web-template-edit-of = Sửa: { $name }
web-template-remove = Bỏ
web-template-remove-of = Bỏ: { $name }
web-template-remove-ask = Bỏ mục này khỏi mẫu? Nếu là phần hoặc nhóm, các nhiệm vụ bên trong cũng bị bỏ.
web-template-node = Mục { $code }
web-template-lead-is = Chủ trì: { $text }
web-template-timeframe-is = Thời gian: { $text }
web-template-threshold-is = Ngưỡng: { $text }%
web-template-left-out = { $count ->
   *[other] { $count } nhiệm vụ của chương trình không có trong mẫu
}

web-template-list-column = Các cột của phụ lục
web-template-list-part = Phần
web-template-list-group = Nhóm
web-template-list-task = Nhiệm vụ
web-template-list-section = Các phần thuyết minh
web-template-list-indicator = Chỉ tiêu hỏi bằng số
web-template-none-column = Phụ lục chưa có cột nào.
web-template-none-section = Mẫu không có phần thuyết minh.
web-template-none-indicator = Mẫu không hỏi chỉ tiêu nào bằng số.
web-template-kind-column = Cột
web-template-kind-part = Phần
web-template-kind-group = Nhóm
web-template-kind-task = Nhiệm vụ
web-template-kind-section = Phần thuyết minh
web-template-kind-indicator = Chỉ tiêu
web-template-add-column = Thêm cột
web-template-add-part = Thêm phần
web-template-add-group = Thêm nhóm
web-template-add-task = Thêm nhiệm vụ
web-template-add-section = Thêm phần thuyết minh
web-template-add-indicator = Thêm chỉ tiêu
web-template-edit-column = Sửa cột
web-template-edit-part = Sửa phần
web-template-edit-group = Sửa nhóm
web-template-edit-task = Sửa nhiệm vụ
web-template-edit-section = Sửa phần thuyết minh
web-template-edit-indicator = Sửa chỉ tiêu

web-template-label = Ký hiệu
web-template-label-hint = Như in trên giấy: B1, VII.
web-template-wording = Nội dung
web-template-no = Số thứ tự
web-template-no-hint = Để trống khi thêm mới: lấy số tiếp theo trong nhóm.
web-template-slot = Thuộc phần, nhóm
web-template-slot-group = Thuộc phần
web-template-lead = Chủ trì
web-template-timeframe = Thời gian
web-template-threshold = Ngưỡng (%)
web-template-threshold-hint = Chỉ khi nội dung nêu một ngưỡng, ví dụ: tối thiểu 80%.
web-template-threshold-wrong = Ngưỡng là số nguyên từ 0 đến 100.
web-template-node-choose = Nhiệm vụ của chương trình
web-template-node-hint = Dòng này ứng với nhiệm vụ nào của chương trình? Nhờ đó số liệu của các mẫu khác nhau vẫn cộng được với nhau.
web-template-node-search = Tìm theo mã hoặc nội dung
web-template-node-suggested = Gợi ý theo nội dung
web-template-node-others = Các nhiệm vụ khác
web-template-node-found-none = Không có nhiệm vụ nào khớp.
web-template-node-none = Chưa gắn
web-template-alike = { $count ->
   *[other] giống { $count }%
}
web-template-taken = đã gắn ở { $place }
web-template-column = Cột
web-template-heading = Tiêu đề cột
web-template-heading-hint = Để trống thì dùng tiêu đề thường dùng.
web-template-column-needed = Phụ lục phải có cột này; chỉ đổi được tiêu đề và vị trí.
web-template-column-own = Cột bổ sung của tỉnh
web-template-column-own-is = Cột bổ sung
web-template-own-fields = Nội dung được điền (chỉ dùng cho cột bổ sung)
web-template-own-hint = Đơn vị báo cáo điền cột này ở từng nhiệm vụ, bên cạnh mức độ và kết quả. Cột bổ sung phải có tiêu đề. Đổi tiêu đề không làm mất những gì đơn vị đã điền.
web-template-own-kind = Kiểu nội dung
web-template-own-text = Chữ
web-template-own-choice = Chọn trong danh sách
web-template-own-number = Số
web-template-own-date = Ngày
web-template-own-choices = Các giá trị của danh sách
web-template-own-choices-hint = Mỗi giá trị một dòng, ít nhất hai giá trị. Chỉ dùng cho kiểu “Chọn trong danh sách”.
web-template-own-required = bắt buộc điền
web-template-own-required-ask = Bắt buộc điền ở nhiệm vụ đã có câu trả lời; còn trống thì chưa gửi được báo cáo
web-template-section-kind = Loại
web-template-section-own = Phần riêng của tỉnh
web-template-section-hint = Các phần thường dùng được đọc tự động từ báo cáo của xã; phần riêng do xã tự điền.
web-template-indicator-search = Tìm chỉ tiêu theo mã hoặc tên
web-template-indicator-choose = Chọn chỉ tiêu
web-template-indicator-none-left = Không còn chỉ tiêu nào khớp.
web-template-part-of = { $part } / { $whole }
web-template-add-chosen = Thêm các chỉ tiêu đã chọn

web-template-differences-with = So với
web-template-differences-show = So sánh
web-template-differences-alone = Mẫu này chỉ có một bản.
web-template-differences-none = Hai bản giống hệt nhau.
web-template-added = Thêm
web-template-removed = Bỏ
web-template-changed = Đổi
web-template-reordered = Thứ tự đã đổi.

web-flash-template-drafted = Đã tạo bản nháp. Sửa xong, hãy ban hành để dùng cho đợt mới.
web-flash-template-published = Đã ban hành. Đợt báo cáo mới sẽ dùng bản này.
web-flash-template-discarded = Đã bỏ bản nháp.
web-flash-template-made = { $count ->
    [0] Đã tạo bản nháp trống.
   *[other] Đã tạo bản nháp với { $count } nhiệm vụ.
}
