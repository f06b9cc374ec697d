# Trang văn bản của kỳ báo cáo, văn bản và biểu mẫu của đơn vị, chứng thư số gốc.

web-documents-title = Văn bản
web-documents-lead = Văn bản của kỳ báo cáo theo thể thức Nghị định 30/2020/NĐ-CP, soạn từ số liệu hiện có. Số, ngày, chữ ký và dấu để trống cho văn thư.
web-documents-open = Văn bản
web-documents-name = Văn bản
web-documents-download = Tải về
web-documents-word = Word
web-documents-pdf = PDF
web-documents-own = Theo mẫu của cơ quan
web-document-request = Công văn đề nghị báo cáo
web-document-request-text = Nêu căn cứ, nội dung, kỳ số liệu, thời hạn và kèm biểu mẫu của kỳ.
web-document-reminder = Công văn đôn đốc
web-document-reminder-text = Gửi các đơn vị đến hôm nay chưa gửi báo cáo.
web-document-late = Thông báo danh sách chậm báo cáo
web-document-late-text = Các đơn vị chưa gửi hoặc gửi sau hạn, kèm số ngày chậm.
web-document-consolidated = Báo cáo tổng hợp (dự thảo)
web-document-consolidated-text = Tổng quan, từng nhóm nhiệm vụ, chỉ tiêu, khó khăn, kiến nghị và ba phụ lục.
web-document-brief = Báo cáo tóm tắt cho lãnh đạo
web-document-brief-text = Một trang, có biểu đồ.
web-document-report = Báo cáo của đơn vị
web-document-report-text = Báo cáo của từng xã, phường, đặc khu, kèm phụ lục theo mẫu của kỳ.

web-documents-office = Cơ quan ban hành
web-documents-office-text = In ở phần đầu và phần ký của các văn bản. Ô để trống dùng giá trị thường dùng.
web-documents-field-office = Tên cơ quan
web-documents-field-superior = Cơ quan chủ quản
web-documents-field-abbreviation = Chữ viết tắt của cơ quan trong ký hiệu
web-documents-field-drafter = Chữ viết tắt của đơn vị soạn thảo
web-documents-field-place = Địa danh
web-documents-field-capacity = Chức vụ người ký
web-documents-field-capacity-hint = Ký thay thì ghi hai dòng cách nhau bằng dấu “/”: KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC
web-documents-field-signer = Họ và tên người ký
web-documents-field-contact = Cách gửi và đầu mối liên hệ
web-documents-field-contact-hint = In ở cuối công văn, ví dụ “Gửi qua Hệ thống thông tin báo cáo của tỉnh; đầu mối: Phòng Chuyển đổi số”.

web-documents-templates = Mẫu văn bản của cơ quan
web-documents-templates-text = Tệp Word (.docx) có các trường như { "{{" } trich_yeu { "}}" }. Tệp được kiểm tra khi tải lên; lỗi được chỉ rõ đoạn hoặc ô bảng.
web-documents-template-example = Mẫu dựng sẵn: { $kind }
web-documents-template-fields = Các trường dùng được trong mẫu
web-documents-template-field = Trường
web-documents-template-meaning = Nội dung
web-documents-template-syntax = Mẫu dựng sẵn có đủ các trường này ở đúng chỗ theo thể thức; tải về, sửa trong Word rồi tải lên. Thẻ p thay cho cả đoạn, tr cho cả hàng, tc cho cả ô của bảng. Bộ lọc: ngay (05/10/2025), ngay_chu (ngày 05 tháng 10 năm 2025), so (1.234,5).
web-template-field-co-quan-chu-quan = Cơ quan chủ quản (dòng trên cùng bên trái)
web-template-field-co-quan = Tên cơ quan ban hành, từng dòng (danh sách)
web-template-field-so = Số văn bản; để trống khi chưa cấp số
web-template-field-ky-hieu = Ký hiệu, ví dụ BC-UBND
web-template-field-so-ky-hieu = Cả dòng “Số: …/…”
web-template-field-dia-danh = Địa danh
web-template-field-ngay = Ngày dạng 2025-10-05; dùng với ngay hoặc ngay_chu
web-template-field-dia-danh-ngay = Cả dòng địa danh và ngày tháng năm
web-template-field-loai = Tên loại văn bản, ví dụ BÁO CÁO; công văn thì để trống
web-template-field-trich-yeu = Trích yếu nội dung
web-template-field-kinh-gui = Nơi kính gửi (danh sách)
web-template-field-can-cu = Căn cứ ban hành (danh sách)
web-template-field-noi-dung = Nội dung, từng phần (danh sách): loai (muc, doan, gach, bang, bieu_do), nhan, chu, de (cả dòng đề mục), cap (1 đến 5), bang (dau và dong, mỗi hàng có các ô o)
web-template-field-noi-nhan = Nơi nhận (danh sách)
web-template-field-quyen-han = Quyền hạn ký, ví dụ TM. ỦY BAN NHÂN DÂN
web-template-field-chuc-vu = Chức vụ người ký, từng dòng (danh sách)
web-template-field-nguoi-ky = Họ và tên người ký
web-template-field-phu-luc = Phụ lục (danh sách): nhan, ten, kem_theo, noi_dung, bang
web-template-field-phien-ban = Mã bản số liệu dùng để soạn văn bản
web-template-field-thoi-diem = Thời điểm của số liệu
web-documents-template-kind = Dùng cho
web-documents-template-file = Tệp mẫu (.docx)
web-documents-template-keep = Kiểm tra và lưu mẫu
web-documents-template-get = Tải mẫu đang dùng
web-documents-template-remove = Bỏ mẫu
web-documents-template-remove-ask = Bỏ mẫu này và dùng lại văn bản dựng sẵn?
web-documents-template-by = { $name }, do { $by } tải lên { $at }
web-documents-template-wrong = { $count ->
   *[other] Mẫu chưa dùng được: có { $count } lỗi.
}
web-documents-template-more = { $count ->
   *[other] Còn { $count } lỗi khác không liệt kê ở đây.
}
web-documents-template-missing = Hãy chọn tệp mẫu.
web-flash-template-kept = Đã kiểm tra và lưu mẫu văn bản.
web-flash-template-removed = Đã bỏ mẫu; văn bản dựng sẵn được dùng lại.

web-documents-report-title = Văn bản và biểu mẫu
web-documents-report-lead = Báo cáo theo thể thức để trình ký, và biểu mẫu bảng tính để điền khi không có mạng.
web-documents-report-own = Báo cáo theo thể thức
web-documents-report-own-text = Gồm phần thuyết minh, chỉ tiêu và phụ lục theo mẫu của kỳ, soạn từ câu trả lời đang có. Số, ngày, chữ ký và dấu để trống.
web-documents-scan = “{ $name }” là bản quét{ $count ->
    [0] { "" }
   *[other] , { $count } chỗ nhận dạng không chắc chắn
}. Số liệu lấy từ tệp này có thể sai chữ, sai số: đối chiếu với bản quét trước khi trình ký.
web-documents-report-nothing = Chưa có câu trả lời nào nên chưa có báo cáo để tải về.
web-documents-form = Biểu mẫu bảng tính
web-documents-form-text = Tải biểu mẫu XLSX, điền bằng Excel hoặc LibreOffice rồi tải lên lại. Câu trả lời đang có và của kỳ trước được ghi sẵn.
web-documents-form-get = Tải biểu mẫu XLSX
web-documents-form-file = Biểu mẫu đã điền (.xlsx hoặc .ods)
web-documents-form-send = Đọc và lưu câu trả lời
web-documents-form-missing = Hãy chọn biểu mẫu đã điền.
web-documents-form-refused = Chưa lưu gì: { $reason }
web-documents-form-saved = { $count ->
   *[other] Đã lưu { $count } câu trả lời.
}
web-documents-form-unchanged = { $count ->
   *[other] { $count } câu trả lời giống bản đang có.
}
web-documents-form-problems = { $count ->
   *[other] { $count } chỗ cần xem lại
}
web-documents-form-conflicts = { $count ->
   *[other] { $count } mục đã được sửa cả trong tệp và trên hệ thống
}
web-documents-form-conflicts-text = Sau khi biểu mẫu được tải về, các mục này đã được sửa trên hệ thống. Nội dung trên hệ thống được giữ nguyên; hãy so sánh và chọn nội dung trong tệp nếu nội dung đó mới đúng.
web-documents-form-replaced = { $count ->
   *[other] { $count } câu trả lời cũ được thay bằng nội dung trong tệp
}
web-documents-form-replaced-text = Nếu thay nhầm, có thể lấy lại từng câu trả lời trước đó.
web-documents-form-item = Mục
web-documents-form-in-system = Trên hệ thống
web-documents-form-in-file = Trong tệp
web-documents-form-before = Trước khi tải tệp lên
web-documents-form-take-file = Lấy nội dung trong tệp
web-documents-form-take-chosen = Lưu các mục đã chọn
web-documents-form-take-back = Lấy lại câu trả lời trước
web-documents-form-place = Chỗ
web-documents-form-what = Vấn đề
web-documents-form-advice = Cách sửa
web-documents-form-expected = Cần: { $value }
web-documents-form-actual = Đang ghi: { $value }
web-documents-form-not-taken = Không lưu
web-documents-form-taken = Đã lưu, nên xem lại
web-documents-form-back = Về báo cáo

web-roots-title = Chứng thư số gốc
web-roots-lead = Chữ ký số trên tệp PDF của các đơn vị được kiểm tra theo các chứng thư số gốc này. Chưa có thì chỉ biết nội dung còn nguyên vẹn, chưa xác nhận được người ký là ai.
web-roots-none = Chưa có chứng thư số gốc nào.
web-roots-present = { $count ->
   *[other] Đang tin cậy { $count } chứng thư số gốc
}
web-roots-until = Dùng được đến { $day }
web-roots-by = Tệp { $name }, do { $by } tải lên { $at }
web-roots-file = Tệp chứng thư số gốc (.pem, .crt, .cer, .der)
web-roots-keep = Dùng tệp này
web-roots-remove = Bỏ tin cậy tất cả
web-roots-remove-ask = Bỏ tin cậy tất cả chứng thư số gốc?
web-roots-missing = Hãy chọn tệp.
web-flash-roots-kept = Đã đổi danh sách chứng thư số gốc.
