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

cli-demo-about = Dùng thử: tổng hợp các báo cáo mẫu, rồi mở máy chủ của một tỉnh mẫu có đủ vai trò và đợt báo cáo
cli-demo-usage = tonghop demo [--out <THƯ MỤC>] [--no-serve] [--reset] [--listen <ĐỊA CHỈ:CỔNG>]
cli-demo-arg-out = Thư mục ghi báo cáo mẫu và kết quả (mặc định: tonghop-demo); kết quả của lần chạy trước được ghi đè
cli-demo-arg-no-serve = Chỉ ghi và tổng hợp báo cáo mẫu, không mở máy chủ
cli-demo-arg-reset = Xóa dữ liệu của lần dùng thử trước và tạo lại tỉnh mẫu
cli-demo-arg-listen = Địa chỉ và cổng để nghe (mặc định: cổng trống đầu tiên từ 127.0.0.1:8080)

cli-form-about = Biểu mẫu của kỳ báo cáo dạng bảng tính: tạo để điền ngoại tuyến, đọc lại khi đã điền
cli-form-usage = tonghop form <LỆNH>
cli-form-write-about = Tạo biểu mẫu XLSX cho một đơn vị theo mẫu báo cáo
cli-form-write-usage = tonghop form write --template <MÃ> --unit <MÃ> --out <TỆP>
cli-form-write-arg-template = Mã mẫu báo cáo trong danh mục, ví dụ 411-51-2025
cli-form-write-arg-unit = Mã đơn vị hành chính hiện hành (xã: 5 chữ số)
cli-form-write-arg-out = Tệp .xlsx ghi ra
cli-form-write-arg-period = Kỳ báo cáo in trên biểu mẫu, ví dụ “Quý IV năm 2026”
cli-form-write-arg-deadline = Hạn gửi in trên biểu mẫu
cli-form-write-arg-round = Mã kỳ thu thập, ghi ẩn trong biểu mẫu
cli-form-write-arg-indicator = Chỉ hỏi các chỉ tiêu này (mã, cách nhau bằng dấu phẩy); không ghi thì hỏi các chỉ tiêu do xã làm chủ số liệu
cli-form-write-arg-previous = Câu trả lời kỳ trước để in kèm: biểu mẫu đã điền (.xlsx, .ods), báo cáo, hoặc JSON của lệnh read
cli-form-write-arg-force = Ghi đè tệp đã có
cli-form-read-about = Đọc biểu mẫu đã điền: câu trả lời, số liệu và các hàng chưa đúng kèm cách sửa
cli-form-read-usage = tonghop form read <TỆP> [--format table|json]
cli-form-read-arg-file = Biểu mẫu đã điền (.xlsx hoặc .ods)
cli-form-read-arg-format = Dạng kết quả: table (mặc định), json
cli-form-exists = { $file } đã có; thêm --force để ghi đè.
cli-form-no-template = Không có mẫu báo cáo “{ $code }”. Các mẫu hiện có: { $known }.
cli-form-other-province = Lưu ý: mẫu { $template } là của { $province }, còn { $unit } thuộc { $own }. Kiểm tra lại --template và --unit.
cli-form-no-unit = Không có đơn vị hành chính hiện hành mang mã “{ $code }”.
cli-form-unwritten = Không ghi được { $file }: { $cause }
cli-form-written = Đã ghi biểu mẫu của { $unit }: { $file }
cli-form-unread = { $file }: { $reason }
cli-value-code = MÃ
cli-value-text = CHỮ

cli-signature-about = Kiểm tra chữ ký số của tệp PDF: ai ký, khi nào, có bị sửa sau khi ký không, điều gì chưa kiểm tra được
cli-signature-usage = tonghop signature <TỆP>… [--roots <TỆP|THƯ MỤC>] [--at <NGÀY>] [--strict] [--format table|json]
cli-signature-arg-files = Các tệp PDF cần kiểm tra
cli-signature-arg-roots = Chứng thư số gốc tin cậy (PEM hoặc DER): một tệp, hoặc thư mục chứa các tệp .pem, .crt, .cer, .der
cli-signature-arg-at = Kiểm tra hiệu lực tại thời điểm này, ví dụ 2026-11-26 hoặc 2026-11-26T08:30:00+07:00; không ghi thì tại thời điểm chạy
cli-signature-arg-format = Dạng kết quả: table (mặc định), json
cli-signature-arg-strict = Trả mã thoát 3 cả khi có tệp không ký, hoặc chữ ký chưa xác định được là hợp lệ
cli-signature-wrong-time = “{ $value }” không phải là ngày giờ; ghi như 2026-11-26 hoặc 2026-11-26T08:30:00+07:00.
cli-value-date = NGÀY

cli-catalogue-about = Danh mục: chương trình, mẫu báo cáo, chỉ tiêu, cách ghi mức độ, đơn vị hành chính
cli-catalogue-usage = tonghop catalogue <LỆNH>
cli-catalogue-check-about = Kiểm tra danh mục; mỗi lỗi được in kèm tệp và dòng
cli-catalogue-check-usage = tonghop catalogue check [THƯ MỤC]
cli-catalogue-check-arg-dir = Thư mục danh mục; không ghi thì kiểm tra danh mục có sẵn trong chương trình

cli-migrate-about = Đưa cấu trúc cơ sở dữ liệu lên phiên bản của chương trình
cli-migrate-usage = tonghop migrate [--data <THƯ MỤC> | --database <URL>]
cli-migrate-arg-data = Thư mục dữ liệu (mặc định: tonghop-data)
cli-migrate-arg-database = Cơ sở dữ liệu PostgreSQL thay cho tệp trong thư mục dữ liệu: postgres://…
cli-migrate-current = Cấu trúc cơ sở dữ liệu đã ở phiên bản mới nhất.
cli-migrate-done = Đã cập nhật cấu trúc cơ sở dữ liệu: { $names }
cli-backup-about = Sao lưu toàn bộ dữ liệu vào một tệp, kể cả khi máy chủ đang chạy
cli-backup-usage = tonghop backup <TỆP> [--force] [--data <THƯ MỤC> | --database <URL>]
cli-backup-arg-out = Tệp sao lưu
cli-backup-arg-force = Ghi đè tệp đã có
cli-backup-arg-data = Thư mục dữ liệu (mặc định: tonghop-data)
cli-backup-arg-database = Cơ sở dữ liệu PostgreSQL: postgres://…
cli-backup-force = Chưa ghi gì cả. Chọn tên khác, hoặc thêm --force để ghi đè.
cli-backup-done = Đã sao lưu { $rows } hàng vào { $file }
cli-restore-about = Khôi phục bản sao lưu vào cơ sở dữ liệu còn trống (SQLite hoặc PostgreSQL)
cli-restore-usage = tonghop restore <TỆP> [--data <THƯ MỤC> | --database <URL>]
cli-restore-arg-file = Tệp sao lưu
cli-restore-arg-data = Thư mục dữ liệu (mặc định: tonghop-data)
cli-restore-arg-database = Cơ sở dữ liệu PostgreSQL: postgres://…
cli-restore-done = Đã khôi phục { $rows } hàng.
cli-doctor-about = Kiểm tra hệ thống: cấu trúc dữ liệu, nhật ký, báo cáo đã gửi và bản chính thức, tệp lưu giữ, thư chờ gửi, đơn vị, quản trị viên
cli-doctor-usage = tonghop doctor [--data <THƯ MỤC> | --database <URL>]
cli-doctor-arg-data = Thư mục dữ liệu (mặc định: tonghop-data)
cli-doctor-arg-database = Cơ sở dữ liệu PostgreSQL: postgres://…
cli-doctor-in-order = ✓ { $what }
cli-doctor-fine = ✓ { $what } ({ $detail })
cli-doctor-wrong = ✗ { $what }: { $detail }
cli-check-layout = Cấu trúc cơ sở dữ liệu
cli-check-audit = Chuỗi nhật ký
cli-check-frozen = Báo cáo đã gửi và bản chính thức
cli-check-rights = Tài khoản, vai trò và miễn trừ
cli-check-administrators = Quản trị viên toàn hệ thống
cli-check-files = Tệp lưu giữ
cli-check-mail = Thư không gửi được
cli-check-units = Cây đơn vị
cli-check-integrity = Tệp cơ sở dữ liệu
cli-account-about = Tài khoản, cho người quản trị máy chủ
cli-account-usage = tonghop account <LỆNH>
cli-account-link-about = Tạo đường dẫn dùng một lần để đặt lại mật khẩu, khi không còn quản trị viên nào đăng nhập được
cli-account-link-usage = tonghop account link <TÊN ĐĂNG NHẬP> [--base-url <URL>] [--data <THƯ MỤC> | --database <URL>]
cli-account-link-arg-login = Tên đăng nhập của tài khoản
cli-account-link-arg-base-url = Địa chỉ mở hệ thống bằng trình duyệt (mặc định: http://127.0.0.1:8080)
cli-account-link-arg-data = Thư mục dữ liệu (mặc định: tonghop-data)
cli-account-link-arg-database = Cơ sở dữ liệu PostgreSQL: postgres://…
cli-account-link-made = Mở đường dẫn này để đặt mật khẩu mới (dùng một lần, trong 72 giờ). Các đường dẫn cấp trước đó hết hiệu lực.
cli-account-unknown = Không có tài khoản “{ $login }”.
cli-account-role-about = Giao vai trò quản trị viên của toàn hệ thống, khi không còn ai giữ vai trò này
cli-account-role-usage = tonghop account role <TÊN ĐĂNG NHẬP> administrator [--data <THƯ MỤC> | --database <URL>]
cli-account-role-arg-login = Tên đăng nhập của tài khoản
cli-account-role-arg-role = Vai trò; trên máy chủ chỉ giao được administrator (quản trị viên)
cli-account-role-arg-data = Thư mục dữ liệu (mặc định: tonghop-data)
cli-account-role-arg-database = Cơ sở dữ liệu PostgreSQL: postgres://…
cli-account-role-made = Đã giao cho “{ $login }” vai trò quản trị viên của toàn hệ thống, không thời hạn.
cli-account-role-there = “{ $login }” đang là quản trị viên của toàn hệ thống, không thời hạn; không có gì thay đổi.
cli-account-role-link = “{ $login }” chưa có mật khẩu: tạo đường dẫn đặt mật khẩu bằng lệnh tonghop account link { $login }.
cli-account-reactivated = Tài khoản “{ $login }” đã hoạt động trở lại.
cli-value-login = TÊN ĐĂNG NHẬP
cli-audit-about = Nhật ký hệ thống
cli-audit-usage = tonghop audit <LỆNH>
cli-audit-verify-about = Kiểm tra nhật ký, báo cáo đã gửi và bản chính thức có bị sửa, xóa hoặc chèn hay không
cli-audit-verify-usage = tonghop audit verify [--data <THƯ MỤC> | --database <URL>]
cli-audit-verify-arg-data = Thư mục dữ liệu (mặc định: tonghop-data)
cli-audit-verify-arg-database = Cơ sở dữ liệu PostgreSQL: postgres://…
cli-audit-whole = Nhật ký nguyên vẹn: { $events } sự kiện. Dấu niêm phong: { $seal }
cli-audit-changed = Nhật ký ĐÃ BỊ THAY ĐỔI. Đã xem { $events } sự kiện. Dấu niêm phong: { $seal }
cli-audit-frozen-whole = Báo cáo đã gửi, bản chính thức, tài khoản, vai trò và miễn trừ nguyên vẹn: { $count }.
cli-audit-frozen-changed = Báo cáo đã gửi, bản chính thức, tài khoản, vai trò hoặc miễn trừ ĐÃ BỊ THAY ĐỔI. Đã xem { $count }.

cli-after-help =
    Mã thoát:
      0  xong
      1  xong, nhưng có tệp không đọc được (đã nêu lý do)
      2  dòng lệnh sai
      3  check --fail-on: có cảnh báo từ mức đã chọn trở lên, kể cả khi có
         tệp không đọc được; signature: có chữ ký không hợp lệ (--strict: hoặc
         chưa xác định, không ký); form read: có hàng lỗi; audit verify,
         doctor: có điểm không ổn
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
cli-write-empty-folder = Thư mục { $folder } không có báo cáo nào: coi như chưa đơn vị nào gửi. Nếu báo cáo nằm ở thư mục khác, ghi lại tên thư mục đó.
cli-write-several-provinces = Các báo cáo thuộc nhiều tỉnh ({ $provinces }): kiểm tra lại thư mục, vì số liệu, kiến nghị của các tỉnh được cộng chung.
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
cli-demo-filling = Đang tạo tỉnh mẫu: đơn vị, tài khoản, đợt báo cáo, báo cáo được đọc, rà soát và tổng hợp …
cli-demo-filled = Đã tạo tỉnh mẫu trong { $folder }.
cli-demo-there = Dùng lại tỉnh mẫu trong { $folder }; thêm --reset để tạo lại từ đầu.
cli-demo-foreign = { $folder } có dữ liệu không phải của bản dùng thử; không thay đổi gì. Chọn thư mục khác bằng --out.
cli-demo-in-use = Một bản dùng thử khác đang chạy trong { $folder }. Dừng nó bằng Ctrl-C, hoặc chọn thư mục khác bằng --out.
cli-demo-listening =
    Máy chủ dùng thử đang chạy: mở { $url } bằng trình duyệt.
    Mọi tài khoản có mật khẩu { $password }:
cli-demo-open-to-others = Lưu ý: máy khác trong mạng cũng mở được máy chủ này, và mật khẩu ai cũng biết.
cli-demo-stop = Dừng bằng Ctrl-C; lần sau tonghop demo mở lại đúng dữ liệu này.
cli-nothing-read = Không có báo cáo nào đọc được; chưa ghi kết quả nào.
cli-read-remark = { $file }: { $remark }
cli-value-file = TỆP
cli-value-dir = THƯ MỤC
cli-value-file-dir = TỆP|THƯ MỤC
cli-value-address-port = ĐỊA CHỈ:CỔNG
cli-not-written = Không ghi được { $file }: { $cause }
cli-cause-full = ổ đĩa đã đầy
cli-cause-permission = không có quyền ghi
cli-cause-read-only = ổ đĩa chỉ cho đọc
cli-cause-no-folder = nơi ghi không phải là thư mục
cli-cause-not-found = không có thư mục này và không tạo được
cli-cause-unreadable = không có quyền đọc
cli-cause-folder = đây là thư mục, cần một tệp

cli-serve-about = Chạy máy chủ: đợt báo cáo, soạn, rà soát và tổng hợp trên trình duyệt
cli-serve-usage = tonghop serve [--data <THƯ MỤC>] [--listen <ĐỊA CHỈ:CỔNG>] [--base-url <URL>]
cli-serve-arg-data = Thư mục dữ liệu; lần đầu thư mục được tạo và đường dẫn thiết lập được in ra
cli-serve-arg-listen = Địa chỉ và cổng để nghe
cli-serve-arg-database = Dùng PostgreSQL thay cho tệp SQLite trong thư mục dữ liệu: postgres://người-dùng@máy/tên
cli-serve-arg-base-url = Địa chỉ mà người dùng gõ vào trình duyệt, ví dụ https://baocao.example.vn; có https thì cookie chỉ đi trên kênh mã hóa
cli-serve-arg-behind-proxy = Có proxy đứng trước và đặt X-Forwarded-For; địa chỉ cuối trong đó là người gọi
cli-serve-arg-log = Mức nhật ký in ra đầu ra lỗi chuẩn
cli-serve-mail-on = Thư được gửi qua máy chủ đặt ở TONGHOP_SMTP_URL.
cli-serve-mail-off = Chưa kết nối máy chủ thư: thư được giữ lại cho đến khi đặt TONGHOP_SMTP_URL.
cli-serve-mail-address = Chưa đặt --base-url: đường dẫn trong thư bắt đầu bằng { $url }, người ở máy khác có thể không mở được.
cli-serve-mail-url = TONGHOP_SMTP_URL không đúng dạng smtp://máy-chủ:cổng hoặc smtps://người-dùng:mật-khẩu@máy-chủ:cổng.
cli-serve-mail-sender = TONGHOP_SMTP_SENDER phải là địa chỉ thư của người gửi, ví dụ: Tổng Hợp <bao-cao@example.vn>. Giá trị hiện có: “{ $sender }”.
cli-serve-mail-certificates = Không dùng được chứng thư số trong tệp { $file } (TONGHOP_SMTP_CERTIFICATES): { $cause }
cli-serve-external-issuer = { $issuer }: TONGHOP_OIDC_ISSUER phải có dạng https://máy-chủ/đường-dẫn, đúng như hệ thống đăng nhập công bố.
cli-serve-external-client = Thiếu TONGHOP_OIDC_CLIENT_ID: mã của máy chủ này ở hệ thống đăng nhập.
cli-serve-external-certificates = Không dùng được chứng thư số trong tệp { $file } (TONGHOP_OIDC_CERTIFICATES): { $cause }
cli-serve-external-word = { $name } chỉ nhận một trong các giá trị: { $words }.
cli-serve-after-help =
    Mọi tùy chọn ở trên đều đặt được bằng biến môi trường; tùy chọn trên dòng lệnh được ưu tiên:
      TONGHOP_DATA, TONGHOP_LISTEN, TONGHOP_DATABASE, TONGHOP_BASE_URL,
      TONGHOP_BEHIND_PROXY (1 hoặc 0), TONGHOP_LOG
    Gửi thư (trả lại, nhắc nộp) được cấu hình bằng biến môi trường:
      TONGHOP_SMTP_URL           smtps://người-dùng:mật-khẩu@máy-chủ:465, hoặc
                                 smtp://người-dùng:mật-khẩu@máy-chủ:587?tls=required
      TONGHOP_SMTP_SENDER        người gửi, ví dụ: Tổng Hợp <bao-cao@example.vn>
      TONGHOP_SMTP_CERTIFICATES  tệp PEM được tin cậy thêm (không bắt buộc)
    Không đặt TONGHOP_SMTP_URL thì thư được giữ lại.
    Thư có đường dẫn vào hệ thống theo --base-url (TONGHOP_BASE_URL): đặt đúng địa chỉ mà các đơn vị dùng.
    Đăng nhập một lần (OpenID Connect) được cấu hình bằng biến môi trường:
      TONGHOP_OIDC_ISSUER        địa chỉ của hệ thống đăng nhập, đúng như hệ thống đó công bố
      TONGHOP_OIDC_CLIENT_ID     mã của máy chủ này ở hệ thống đăng nhập
      TONGHOP_OIDC_CLIENT_SECRET khóa bí mật của máy chủ này (nếu hệ thống đăng nhập yêu cầu)
      TONGHOP_OIDC_NAME          tên ghi trên nút đăng nhập
      TONGHOP_OIDC_SCOPES, TONGHOP_OIDC_LOGIN_CLAIM, TONGHOP_OIDC_SECOND_FACTORS
      TONGHOP_OIDC_BIND          none, login, mail: tự gắn với tài khoản trùng tên đăng nhập hoặc thư
      TONGHOP_OIDC_CREATE        no, yes: tự tạo tài khoản khi chưa có
      TONGHOP_OIDC_CERTIFICATES  tệp PEM được tin cậy thêm (không bắt buộc)
cli-base-url-wrong = Địa chỉ { $url } (--base-url, TONGHOP_BASE_URL) không dùng được: cần địa chỉ bắt đầu bằng http:// hoặc https:// và có tên máy, ví dụ https://baocao.example.vn.
cli-doctor-open = Chú ý: mọi người dùng của máy đọc được { $file }, trong đó có toàn bộ báo cáo và khóa xác thực hai bước. Thu hẹp bằng: chmod 600 (tệp) và chmod 700 (thư mục).
cli-serve-taken = Cổng { $address } đang được chương trình khác dùng. Chọn cổng khác bằng --listen, ví dụ --listen 127.0.0.1:8090.
cli-serve-foreign = { $address } không phải địa chỉ của máy này. Chọn địa chỉ khác bằng --listen.
cli-serve-forbidden = Không được phép dùng { $address }: cổng dưới 1024 cần quyền quản trị máy. Chọn cổng khác bằng --listen.
cli-serve-no-listening = Không nghe được ở { $address }: { $cause }
cli-serve-listening = Đang nghe ở { $address }. Mở { $url } bằng trình duyệt; dừng bằng Ctrl-C.
cli-serve-first-run =
    Hệ thống chưa được thiết lập. Mở đường dẫn này để chọn tỉnh và tạo quản trị viên đầu tiên (dùng một lần):
      { $link }
cli-serve-stopped = Đã dừng.

## tonghop write: văn bản hành chính
cli-write-about = Soạn văn bản hành chính theo Nghị định 30/2020 (DOCX, PDF)
cli-write-usage = tonghop write <LOẠI> [TÙY CHỌN]
cli-write-report-about = Viết lại báo cáo của một đơn vị theo thể thức Nghị định 30/2020
cli-write-report-usage = tonghop write report <TỆP> --out <TỆP|THƯ MỤC>
cli-write-report-arg-file = Tệp báo cáo, hoặc JSON của tonghop read
cli-write-report-arg-out = Tệp ghi ra (.docx hoặc .pdf), hoặc thư mục để tự đặt tên
cli-write-report-arg-force = Ghi đè tệp đã có
cli-write-report-arg-template = Mẫu DOCX riêng của cơ quan, có các trường như trich_yeu
cli-write-request-about = Soạn công văn đề nghị báo cáo, kèm biểu mẫu
cli-write-request-usage = tonghop write request [--form <MÃ>] [--deadline <NGÀY>] --out <TỆP|THƯ MỤC>
cli-write-request-arg-form = Mã mẫu báo cáo trong danh mục, in thành biểu mẫu kèm theo
cli-write-request-arg-subject = Nội dung báo cáo; mặc định theo chương trình
cli-write-request-arg-period = Kỳ báo cáo, ví dụ năm 2025
cli-write-request-arg-cut-off = Ngày chốt số liệu, dạng 2025-10-14
cli-write-request-arg-deadline = Thời hạn gửi báo cáo, dạng 2025-10-20
cli-write-request-arg-basis = Văn bản làm căn cứ, in sau chữ “Căn cứ”; có --subject mà không có --form thì không tự nêu căn cứ
cli-write-request-arg-contact = Cách gửi và đầu mối liên hệ
cli-write-request-arg-to = Nơi nhận công văn; có thể ghi nhiều lần
cli-write-request-arg-office = Tên cơ quan ban hành, ví dụ Sở Khoa học và Công nghệ
cli-write-request-arg-superior = Cơ quan chủ quản in phía trên, ví dụ UBND tỉnh
cli-write-request-arg-abbreviation = Chữ viết tắt tên cơ quan trong ký hiệu, ví dụ SKHCN
cli-write-request-arg-drafter = Chữ viết tắt đơn vị soạn thảo, ví dụ CĐS
cli-write-request-arg-place = Địa danh trên dòng ngày tháng
cli-write-request-arg-capacity = Chức vụ người ký, nhiều dòng cách nhau bằng dấu /
cli-write-request-arg-signer = Họ tên người ký
cli-write-request-arg-out = Tệp ghi ra (.docx hoặc .pdf), hoặc thư mục để tự đặt tên
cli-write-request-arg-force = Ghi đè tệp đã có
cli-write-request-arg-template = Mẫu DOCX riêng của cơ quan, có các trường như trich_yeu
cli-write-reminder-about = Soạn công văn đôn đốc các đơn vị chưa gửi báo cáo
cli-write-reminder-usage = tonghop write reminder [TỆP|THƯ MỤC]… --units <TỆP> --out <TỆP|THƯ MỤC>
cli-write-reminder-arg-files = Các báo cáo hoặc thư mục chứa báo cáo
cli-write-reminder-arg-units = Danh sách đơn vị phải báo cáo, mỗi dòng một đơn vị
cli-write-reminder-arg-subject = Nội dung báo cáo; mặc định theo chương trình
cli-write-reminder-arg-period = Kỳ báo cáo, ví dụ năm 2025
cli-write-reminder-arg-deadline = Thời hạn gửi báo cáo, dạng 2025-10-20
cli-write-reminder-arg-request = Công văn đã đề nghị báo cáo
cli-write-reminder-arg-contact = Cách gửi và đầu mối liên hệ
cli-write-reminder-arg-to = Nơi nhận công văn, có thể ghi nhiều lần; khi đó các đơn vị chưa gửi được liệt kê ở Phụ lục
cli-write-reminder-arg-office = Tên cơ quan ban hành, ví dụ Sở Khoa học và Công nghệ
cli-write-reminder-arg-superior = Cơ quan chủ quản in phía trên, ví dụ UBND tỉnh
cli-write-reminder-arg-abbreviation = Chữ viết tắt tên cơ quan trong ký hiệu, ví dụ SKHCN
cli-write-reminder-arg-drafter = Chữ viết tắt đơn vị soạn thảo, ví dụ CĐS
cli-write-reminder-arg-place = Địa danh trên dòng ngày tháng
cli-write-reminder-arg-capacity = Chức vụ người ký, nhiều dòng cách nhau bằng dấu /
cli-write-reminder-arg-signer = Họ tên người ký
cli-write-reminder-arg-out = Tệp ghi ra (.docx hoặc .pdf), hoặc thư mục để tự đặt tên
cli-write-reminder-arg-force = Ghi đè tệp đã có
cli-write-reminder-arg-template = Mẫu DOCX riêng của cơ quan, có các trường như trich_yeu
cli-write-late-about = Soạn thông báo danh sách đơn vị chậm gửi báo cáo
cli-write-late-usage = tonghop write late [TỆP|THƯ MỤC]… --units <TỆP> --out <TỆP|THƯ MỤC>
cli-write-late-arg-files = Các báo cáo hoặc thư mục chứa báo cáo
cli-write-late-arg-units = Danh sách đơn vị phải báo cáo, mỗi dòng một đơn vị
cli-write-late-arg-subject = Nội dung báo cáo; mặc định theo chương trình
cli-write-late-arg-period = Kỳ báo cáo, ví dụ năm 2025
cli-write-late-arg-deadline = Thời hạn gửi báo cáo, dạng 2025-10-20
cli-write-late-arg-request = Công văn đã đề nghị báo cáo
cli-write-late-arg-contact = Cách gửi và đầu mối liên hệ
cli-write-late-arg-to = Nơi nhận công văn; có thể ghi nhiều lần
cli-write-late-arg-office = Tên cơ quan ban hành, ví dụ Sở Khoa học và Công nghệ
cli-write-late-arg-superior = Cơ quan chủ quản in phía trên, ví dụ UBND tỉnh
cli-write-late-arg-abbreviation = Chữ viết tắt tên cơ quan trong ký hiệu, ví dụ SKHCN
cli-write-late-arg-drafter = Chữ viết tắt đơn vị soạn thảo, ví dụ CĐS
cli-write-late-arg-place = Địa danh trên dòng ngày tháng
cli-write-late-arg-capacity = Chức vụ người ký, nhiều dòng cách nhau bằng dấu /
cli-write-late-arg-signer = Họ tên người ký
cli-write-late-arg-out = Tệp ghi ra (.docx hoặc .pdf), hoặc thư mục để tự đặt tên
cli-write-late-arg-force = Ghi đè tệp đã có
cli-write-late-arg-template = Mẫu DOCX riêng của cơ quan, có các trường như trich_yeu
cli-write-consolidated-about = Dự thảo báo cáo tổng hợp từ các báo cáo
cli-write-consolidated-usage = tonghop write consolidated <TỆP|THƯ MỤC>… --out <TỆP|THƯ MỤC>
cli-write-consolidated-arg-files = Các báo cáo hoặc thư mục chứa báo cáo
cli-write-consolidated-arg-subject = Trích yếu của báo cáo; mặc định theo chương trình mà các báo cáo nêu
cli-write-consolidated-arg-period = Kỳ báo cáo, ví dụ năm 2025
cli-write-consolidated-arg-cut-off = Ngày chốt số liệu, dạng 2025-10-14
cli-write-consolidated-arg-office = Tên cơ quan ban hành, ví dụ Sở Khoa học và Công nghệ
cli-write-consolidated-arg-superior = Cơ quan chủ quản in phía trên, ví dụ UBND tỉnh
cli-write-consolidated-arg-abbreviation = Chữ viết tắt tên cơ quan trong ký hiệu, ví dụ SKHCN
cli-write-consolidated-arg-drafter = Chữ viết tắt đơn vị soạn thảo, ví dụ CĐS
cli-write-consolidated-arg-place = Địa danh trên dòng ngày tháng
cli-write-consolidated-arg-capacity = Chức vụ người ký, nhiều dòng cách nhau bằng dấu /
cli-write-consolidated-arg-signer = Họ tên người ký
cli-write-consolidated-arg-out = Tệp ghi ra (.docx hoặc .pdf), hoặc thư mục để tự đặt tên
cli-write-consolidated-arg-force = Ghi đè tệp đã có
cli-write-consolidated-arg-template = Mẫu DOCX riêng của cơ quan, có các trường như trich_yeu
cli-write-brief-about = Tóm tắt một trang có biểu đồ cho lãnh đạo
cli-write-brief-usage = tonghop write brief <TỆP|THƯ MỤC>… --out <TỆP|THƯ MỤC>
cli-write-brief-arg-files = Các báo cáo hoặc thư mục chứa báo cáo
cli-write-brief-arg-subject = Trích yếu của báo cáo; mặc định theo chương trình mà các báo cáo nêu
cli-write-brief-arg-period = Kỳ báo cáo, ví dụ năm 2025
cli-write-brief-arg-cut-off = Ngày chốt số liệu, dạng 2025-10-14
cli-write-brief-arg-office = Tên cơ quan ban hành, ví dụ Sở Khoa học và Công nghệ
cli-write-brief-arg-superior = Cơ quan chủ quản in phía trên, ví dụ UBND tỉnh
cli-write-brief-arg-abbreviation = Chữ viết tắt tên cơ quan trong ký hiệu, ví dụ SKHCN
cli-write-brief-arg-drafter = Chữ viết tắt đơn vị soạn thảo, ví dụ CĐS
cli-write-brief-arg-place = Địa danh trên dòng ngày tháng
cli-write-brief-arg-capacity = Chức vụ người ký, nhiều dòng cách nhau bằng dấu /
cli-write-brief-arg-signer = Họ tên người ký
cli-write-brief-arg-out = Tệp ghi ra (.docx hoặc .pdf), hoặc thư mục để tự đặt tên
cli-write-brief-arg-force = Ghi đè tệp đã có
cli-write-brief-arg-template = Mẫu DOCX riêng của cơ quan, có các trường như trich_yeu
cli-write-no-form = Không có mẫu { $code } trong danh mục. Các mẫu: { $known }
cli-write-date = “{ $date }” không phải ngày dạng 2025-10-20
cli-write-deadline-first = Hạn gửi { $deadline } trước ngày chốt số liệu { $cut_off }: hạn gửi phải từ ngày chốt trở đi.
cli-write-more-remarks = … và { $count } lưu ý khác về danh sách và báo cáo
cli-write-no-superior = Văn bản chưa có tên cơ quan chủ quản phía trên cơ quan ban hành: ghi bằng --superior, hoặc điền vào tệp (bộ, Ủy ban nhân dân thì không có)
cli-write-no-deadline = Công văn chưa nêu thời hạn gửi báo cáo: ghi bằng --deadline, hoặc điền vào tệp
cli-write-no-contact = Công văn chưa nêu cách gửi, đầu mối liên hệ: ghi bằng --contact, hoặc điền vào tệp
cli-write-no-place = Văn bản chưa có địa danh trên dòng ngày tháng: ghi bằng --place, hoặc điền vào tệp
cli-write-template-charts = Mẫu riêng không vẽ biểu đồ: văn bản này có { $count } biểu đồ, số liệu nằm trong trường bang của từng phần bieu_do
cli-write-unprinted = Lưu ý: { $count } ký tự không in được, ô vuông □ in thay: { $named }. Sửa trong văn bản nguồn trước khi trình ký.
cli-write-academic-title = Họ tên người ký có “{ $title }”: văn bản hành chính không ghi học hàm, học vị trước họ tên (Nghị định 30/2020, Phụ lục I)
cli-write-ending = { $file }: tên tệp phải kết thúc bằng .docx hoặc .pdf
cli-write-template-docx = Mẫu riêng của cơ quan chỉ điền ra .docx
cli-write-template = Mẫu có { $count } lỗi, chưa điền
cli-backup-foreign = không phải bản sao lưu của Tổng Hợp. Chọn tệp do lệnh tonghop backup hoặc nút “Tải bản sao lưu” tạo ra.
cli-backup-cut-off = bản sao lưu bị cắt ngang nên không khôi phục gì cả. Sao chép hoặc tải lại tệp này từ nơi cất giữ; nếu bản gốc cũng vậy, dùng bản sao lưu trước đó.
cli-backup-damaged = bản sao lưu bị hỏng nên không khôi phục gì cả ({ $detail }). Lấy lại tệp từ nơi cất giữ, hoặc dùng bản sao lưu khác.
cli-no-database = không có dữ liệu của Tổng Hợp trong thư mục { $folder }. Kiểm tra lại --data, hoặc chạy tonghop serve để tạo mới.
cli-database-not-empty = cơ sở dữ liệu đã có người dùng nên không ghi đè. Khôi phục vào một thư mục khác (--data) hoặc một cơ sở dữ liệu trống.
cli-database-newer = cơ sở dữ liệu do một phiên bản mới hơn của chương trình ghi (bước { $migration }). Cài phiên bản mới rồi chạy lại.
cli-database-not-migrated = cơ sở dữ liệu cần được nâng cấp trước. Chạy: tonghop migrate.
cli-database-busy = cơ sở dữ liệu đang bận, chưa có kết nối trống. Thử lại sau ít phút.
cli-database-unopened = không mở được cơ sở dữ liệu: { $cause }
