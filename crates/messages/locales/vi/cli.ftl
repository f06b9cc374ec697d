# Dòng lệnh.
cli-about = Tổng Hợp: đọc báo cáo của xã, phường; kiểm tra số liệu; tổng hợp cho tỉnh.
cli-usage = tonghop <LỆNH> [TÙY CHỌN]
cli-heading-usage = Cách dùng:
cli-heading-options = Tùy chọn
cli-heading-arguments = Tham số
cli-heading-commands = Các lệnh

cli-global-lang = Ngôn ngữ của thông báo và kết quả: vi (mặc định) hoặc en. Có thể đặt biến môi trường TONGHOP_LANG
cli-global-catalogue = Dùng danh mục (chương trình, mẫu báo cáo, chỉ tiêu, đơn vị) trong thư mục này thay cho danh mục có sẵn
cli-global-quiet = Không in tiến trình; lỗi vẫn được in
cli-global-jobs = Số luồng xử lý song song; 0 (mặc định) là bằng số nhân của máy
cli-global-help = In hướng dẫn này
cli-global-version = In phiên bản

cli-read-about = Đọc từng báo cáo: phần đầu, các nhiệm vụ và mức độ hoàn thành, số liệu, văn bản viện dẫn, cảnh báo
cli-read-usage = tonghop read <TỆP>… [--format table|json|jsonl]
cli-read-arg-files = Các báo cáo cần đọc: DOCX, PDF (kể cả bản quét nếu có Tesseract), XLSX, ODS, HTML, Markdown, văn bản thuần, ảnh; DOC nếu có LibreOffice
cli-read-arg-format = Dạng kết quả: table (bảng để đọc, mặc định), json (một đối tượng, hoặc một mảng nếu có nhiều tệp), jsonl (mỗi báo cáo một dòng)

cli-check-about = Kiểm tra số liệu: trong từng báo cáo, giữa các báo cáo của một đơn vị, giữa các đơn vị
cli-check-usage = tonghop check <TỆP|THƯ MỤC>… [--format table|json|csv] [--fail-on error|warning|info]
cli-check-arg-files = Các báo cáo hoặc thư mục chứa báo cáo (tìm cả thư mục con)
cli-check-arg-format = Dạng kết quả: table (mặc định), json, csv
cli-check-arg-fail-on = Trả mã thoát 3 khi có cảnh báo từ mức này trở lên: error (lỗi), warning (cần xem), info (lưu ý)

cli-compile-about = Tổng hợp nhiều báo cáo thành bảng tính, trang HTML, CSV và JSON
cli-compile-usage = tonghop compile <TỆP|THƯ MỤC>… --out <THƯ MỤC> [--force]
cli-compile-arg-files = Các báo cáo hoặc thư mục chứa báo cáo (tìm cả thư mục con; tệp bị bỏ qua được liệt kê)
cli-compile-arg-out = Thư mục ghi kết quả: tong-hop.html, tong-hop.xlsx, findings.csv, readings.jsonl
cli-compile-arg-force = Ghi đè kết quả của lần chạy trước

cli-demo-about = Ghi các báo cáo mẫu của những đơn vị không có thật, tổng hợp chúng và chỉ chỗ xem kết quả
cli-demo-usage = tonghop demo [--out <THƯ MỤC>]
cli-demo-arg-out = Thư mục ghi báo cáo mẫu và kết quả (mặc định: tonghop-demo); kết quả của lần chạy trước được ghi đè

cli-catalogue-about = Danh mục: chương trình, mẫu báo cáo, chỉ tiêu, cách ghi mức độ, đơn vị hành chính
cli-catalogue-usage = tonghop catalogue <LỆNH>
cli-catalogue-check-about = Kiểm tra danh mục; mỗi lỗi được in kèm tệp và dòng
cli-catalogue-check-usage = tonghop catalogue check [THƯ MỤC]
cli-catalogue-check-arg-dir = Thư mục danh mục; không ghi thì kiểm tra danh mục có sẵn trong chương trình

cli-after-help =
    Mã thoát:
      0  xong
      1  xong, nhưng có tệp không đọc được (đã nêu lý do)
      2  dòng lệnh sai
      3  check --fail-on: có cảnh báo từ mức đã chọn trở lên
      4  không làm được: không có báo cáo nào đọc được, kết quả cũ còn đó mà
         không có --force, danh mục sai, không ghi được

    Kết quả in ra đầu ra chuẩn, thông báo in ra đầu ra lỗi chuẩn. Màu tắt khi đặt NO_COLOR.
    Chạy thử ngay: tonghop demo

cli-usage-unknown-argument = Không có tùy chọn { $arg }.
cli-usage-unknown-command = Không có lệnh “{ $value }”.
cli-usage-missing = Thiếu: { $arg }.
cli-usage-no-command = Chưa ghi lệnh cần chạy.
cli-usage-wrong-value = Giá trị “{ $value }” của { $arg } không dùng được.
cli-usage-hint = Xem hướng dẫn: tonghop --help

cli-failed = Không làm được: { $cause }
cli-file-unread = Không đọc được { $file }: { $reason }
cli-some-unread = { $count } tệp không đọc được; các tệp khác đã được xử lý.
cli-skipped = Bỏ qua { $file }: { $reason }
cli-skipped-more = … và { $count } tệp khác bị bỏ qua
cli-no-input = Không có báo cáo nào để đọc.
cli-exists = Đã có { $file }.
cli-exists-hint = Chưa ghi gì cả. Chọn thư mục khác, hoặc thêm --force để ghi đè.
cli-replaces = Ghi đè { $file }

cli-catalogue-good = Danh mục đúng: { $programmes } chương trình, { $templates } mẫu báo cáo, { $indicators } chỉ tiêu, { $wordings } cách ghi mức độ.
cli-catalogue-mistakes = Danh mục có { $count } lỗi.

cli-demo-samples = Đã ghi { $count } báo cáo mẫu (đơn vị và số liệu đều hư cấu) vào { $folder }
cli-demo-look =
    Mở { $page } bằng trình duyệt, rồi xem:
      1. Ma trận: bấm vào một ô để thấy câu trong báo cáo gốc.
      2. Cảnh báo: số liệu không khớp, tỷ lệ vượt 100 %, ô bỏ trống, đoạn chép của nhau.
      3. Chỉ tiêu: cộng tử số và mẫu số, không lấy trung bình các tỷ lệ.
    Báo cáo gốc nằm trong { $folder }.
cli-nothing-read = Không có báo cáo nào đọc được; chưa ghi kết quả nào.
cli-value-file = TỆP
cli-value-dir = THƯ MỤC
cli-value-file-dir = TỆP|THƯ MỤC
cli-not-written = Không ghi được { $file }: { $cause }
cli-cause-full = ổ đĩa đã đầy
cli-cause-permission = không có quyền ghi
cli-cause-read-only = ổ đĩa chỉ cho đọc
cli-cause-no-folder = nơi ghi không phải là thư mục
cli-cause-not-found = không có thư mục này và không tạo được
