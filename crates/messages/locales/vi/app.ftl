# Use cases: tiến trình, tệp không đọc được, tệp bị bỏ qua.
app-progress-done = Đã xử lý { $done }/{ $total } tệp
app-step-checking = Đang đối chiếu số liệu giữa các báo cáo …
app-step-consolidating = Đang tổng hợp …
app-step-writing = Đang ghi kết quả …
app-failure-not-found = không tìm thấy tệp
app-failure-permission = không có quyền đọc tệp
app-failure-is-folder = đây là thư mục, không phải tệp; để đọc cả thư mục dùng tonghop check hoặc tonghop compile
app-text-in-disguise = tên tệp có đuôi .{ $ending } nhưng nội dung là văn bản thường; kiểm tra xem đã gửi đúng tệp chưa
app-failure-io = không đọc được tệp ({ $cause })
app-failure-defect = lỗi của chương trình khi đọc tệp này; các tệp khác không bị ảnh hưởng. Đề nghị gửi tệp cho nhóm phát triển
app-skipped-folder-unreadable = không mở được thư mục
app-skipped-too-deep = thư mục lồng quá sâu
app-skipped-not-a-report = không phải định dạng báo cáo đọc được
app-set-aside-copy = trùng nội dung với { $other }, chỉ tính một lần
app-set-aside-other-kind = là { $kind } (số { $number }), không phải báo cáo
app-set-aside-letter = là công văn (số { $number }) không kèm nội dung báo cáo hay bảng nhiệm vụ đã điền
app-set-aside-above = báo cáo của cấp tỉnh ({ $issuer }), không cộng vào báo cáo của các đơn vị
app-set-aside-no-report = không nhận ra là báo cáo (không có cơ quan, số hiệu, tiêu đề, nơi nhận hay bảng nhiệm vụ)
app-failure-link = liên kết hỏng hoặc dẫn vòng tròn, không tới được tệp nào
app-failure-not-a-file = không phải tệp thông thường (ống dẫn hoặc thiết bị). Hãy ghi nội dung ra tệp rồi thử lại
app-json-broken = không phải tệp JSON hoàn chỉnh (sai ở dòng { $line }, cột { $column })
app-json-shape = không phải kết quả của lệnh “tonghop read --format json” (dạng { $format })
app-json-format = bản đọc ở dạng { $found }; chương trình này đọc dạng { $format }
app-set-aside-period = kỳ báo cáo “{ $period }” không phải kỳ được chọn
app-write-no-programme = Không báo cáo nào nêu chương trình có trong danh mục, nên trích yếu để chung: ghi nội dung báo cáo bằng --subject, hoặc sửa trong tệp
app-write-periods = Các báo cáo thuộc nhiều kỳ ({ $periods } báo cáo): số liệu được cộng chung. Chọn một kỳ bằng --period để các báo cáo kỳ khác không tính.
app-nothing-to-write = không có nội dung báo cáo nào để soạn thành văn bản
app-write-from-json = văn bản soạn từ JSON chỉ có đánh giá, kiến nghị và phụ lục; phần lời văn khác của báo cáo không có trong JSON nên không in; số và ngày để trống
app-write-moved = đứng sau phần ký trong tệp gốc, đã đưa lên cuối phần lời văn: “{ $text }”
app-write-left-out = không có trong văn bản soạn ra: “{ $text }”
app-write-left-out-more = còn { $count } đoạn khác của tệp gốc không có trong văn bản soạn ra; đối chiếu với tệp gốc trước khi ký
app-write-party = là văn bản của cơ quan Đảng, có thể thức riêng (Hướng dẫn 36-HD/VPTW); không soạn lại theo Nghị định 30/2020/NĐ-CP
app-write-recognised = Lưu ý: nội dung được nhận dạng từ { $pages } trang quét, { $uncertain ->
    [0] có thể sai chữ và số
   *[other] { $uncertain } chỗ không chắc chắn
}. Đối chiếu từng dòng với bản quét trước khi trình ký.
app-write-read = Lưu ý khi đọc tệp{ $pages ->
    [0] { "" }
   *[other] { " " }(trang { $named })
}: { $remark }
app-write-no-issuer = Không nhận ra cơ quan ban hành trong báo cáo: điền vào tệp trước khi ký
app-write-no-place = Báo cáo không ghi địa danh và không rõ đơn vị: điền địa danh vào tệp trước khi ký
app-write-no-subject = Báo cáo không có trích yếu dưới chữ “BÁO CÁO”: điền vào tệp trước khi ký
app-write-no-addressee = Báo cáo không có dòng “Kính gửi”: điền nơi nhận báo cáo vào tệp trước khi ký
app-write-no-signer = Báo cáo không ghi họ tên người ký: điền vào tệp trước khi ký
app-skipped-own-results = kết quả của lần tổng hợp trước, không phải báo cáo
