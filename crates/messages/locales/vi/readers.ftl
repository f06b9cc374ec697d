# Tệp không đọc được (sau tên tệp): sai ở đâu và cần làm gì.
readers-error-unsupported = chưa đọc được loại tệp này ({ $kind }). Hãy gửi bản Word (.docx), PDF, Excel (.xlsx), HTML hoặc văn bản thuần
readers-error-damaged = tệp bị hỏng hoặc tải về chưa đủ ({ $what }). Hãy mở bằng phần mềm đã soạn, lưu lại rồi thử lần nữa, hoặc xin lại tệp gốc
readers-error-empty = tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp được gửi
readers-error-too-large = tệp lớn hơn { $megabytes } MB. Hãy giảm độ phân giải của bản quét hoặc tách tệp
readers-error-too-deep = nội dung lồng nhau quá { $levels } cấp, không phải cấu trúc của văn bản thông thường. Hãy lưu lại bằng phần mềm soạn thảo rồi thử lần nữa
readers-error-expansion-too-large = tệp nén phình ra hơn { $megabytes } MB khi mở, có thể là tệp độc hại. Không mở tệp này; hãy hỏi lại nơi gửi
readers-error-encrypted = tệp được đặt mật khẩu. Hãy gỡ mật khẩu rồi gửi lại
readers-error-tool-missing = cần phần mềm { $tool } để đọc loại tệp này nhưng máy chưa cài. Hãy cài { $tool }, hoặc lưu tệp sang .docx, .xlsx hay PDF có chữ
readers-error-tool-failed = phần mềm { $tool } không xử lý được tệp này ({ $detail }). Hãy thử mở và lưu lại sang .docx hoặc .xlsx
readers-error-timed-out = đọc quá lâu nên đã dừng. Hãy tách tệp thành các phần nhỏ hơn hoặc tăng thời gian cho phép
# Lưu ý khi đọc; phần còn lại của tệp vẫn dùng được.
readers-warning-part-unreadable = một phần của tệp bị thiếu hoặc hỏng nên không đọc được: { $detail }
readers-warning-object-skipped = có nội dung không đọc được thành chữ (hình ảnh, đối tượng nhúng hoặc trang tính ẩn): { $detail }
readers-warning-glyphs-unmapped = có ký tự không chuyển được sang Unicode: { $detail }
readers-warning-legacy-encoding = văn bản dùng bảng mã cũ ({ $detail }), đã chuyển sang Unicode
readers-warning-recognised-by-ocr = trang được đọc bằng nhận dạng ký tự quang học, có thể sai chữ: { $detail }
readers-warning-ocr-missing = trang chỉ có hình ảnh mà máy chưa cài phần mềm nhận dạng (Tesseract, gói tiếng Việt): { $detail }
readers-warning-truncated = nội dung vượt giới hạn nên bị cắt bớt: { $detail }
readers-warning-table-guessed = cấu trúc bảng là phỏng đoán, cần kiểm tra lại: { $detail }
readers-warning-changes-accepted = văn bản còn dấu vết sửa đổi; đã coi như chấp nhận mọi sửa đổi ({ $detail })
readers-warning-footnote-unmatched = dấu chú thích và nội dung chú thích không khớp nhau: { $detail }
# Loại nội dung, chi tiết chỗ hỏng.
readers-kind-program = tệp chương trình
readers-kind-zip = tệp nén zip
readers-kind-rar = tệp nén rar
readers-kind-7z = tệp nén 7z
readers-kind-gzip = tệp nén gzip
readers-kind-gif = ảnh động gif
readers-kind-database = cơ sở dữ liệu
readers-kind-presentation = tệp trình chiếu
readers-kind-mail = thư điện tử
readers-kind-compound-file = tệp Office cũ không rõ loại
readers-kind-binary = không phải văn bản
readers-kind-pdf-structure = cấu trúc PDF
