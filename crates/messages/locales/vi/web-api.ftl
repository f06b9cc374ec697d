### Lời của giao diện lập trình (API): yêu cầu gửi sai.

web-api-json = Nội dung gửi lên không phải JSON đúng cú pháp (dòng { $line }, cột { $column }).
web-api-json-end = JSON bị cắt giữa chừng (dòng { $line }, cột { $column }); cần gửi trọn nội dung.
web-api-shape = JSON không đúng cấu trúc mà địa chỉ này nhận (dòng { $line }, cột { $column }); đối chiếu với mô tả OpenAPI của địa chỉ.
web-api-shape-missing = JSON thiếu trường “{ $name }” (dòng { $line }, cột { $column }).
web-api-shape-twice = Trường “{ $name }” xuất hiện hai lần (dòng { $line }, cột { $column }); chỉ gửi một lần.
web-api-shape-unknown = Không có trường “{ $name }” (dòng { $line }, cột { $column }). Các trường được nhận: { $known }.
web-api-shape-choice = Giá trị “{ $actual }” không có trong danh sách (dòng { $line }, cột { $column }). Các giá trị được nhận: { $known }.
web-api-shape-parts = Dòng { $line }, cột { $column }: giá trị viết thiếu hoặc thừa phần nội dung đi kèm, ví dụ cần {"{"}"tên": …{"}"} thay cho "tên"; xem mô tả OpenAPI.
web-api-shape-kind = Dòng { $line }, cột { $column }: cần { $kind ->
    [number] một số
    [integer] một số nguyên
    [natural] một số nguyên không âm
    [text] một chuỗi văn bản
    [boolean] true hoặc false
    [list] một danh sách […]
    [object] một đối tượng { "{" }…{ "}" }
   *[other] giá trị đúng kiểu như mô tả OpenAPI
}, nhưng nhận được { $actual }.
web-api-shape-day = Dòng { $line }, cột { $column }: “{ $actual }” không phải ngày có trong lịch; ghi dạng năm-tháng-ngày, ví dụ 2026-11-25.
web-api-shape-range = Dòng { $line }, cột { $column }: số phải từ { $least } đến { $most }.
web-api-query-day = Tham số “{ $name }”: “{ $actual }” không phải ngày có trong lịch; ghi dạng năm-tháng-ngày, ví dụ 2026-11-25.
web-api-query-range = Tham số “{ $name }” phải từ { $least } đến { $most }.
web-api-period-order = Ngày cuối của kỳ báo cáo đứng trước ngày đầu.
web-api-period-long = Kỳ báo cáo dài quá mười năm.
web-api-period-day = Kỳ báo cáo có ngày không có trong lịch; ghi dạng window:2026-01-01..2026-03-15.
web-api-nul = Văn bản không được có ký tự NUL.
web-api-unknown = Không có tham số “{ $name }”.
web-api-twice = Tham số “{ $name }” chỉ được gửi một lần.
web-api-query = Tham số “{ $name }” không hợp lệ; đối chiếu với mô tả OpenAPI của địa chỉ.
web-api-query-missing = Thiếu tham số bắt buộc “{ $name }”; đối chiếu với mô tả OpenAPI của địa chỉ.
web-api-query-together = Hai tham số “{ $name }” và “{ $with }” đi cùng nhau; thiếu “{ $name }”.
web-api-query-choice = Tham số “{ $name }” không nhận giá trị “{ $actual }”. Các giá trị được nhận: { $known }.
web-api-query-kind = Tham số “{ $name }” cần { $kind ->
    [number] một số
    [integer] một số nguyên
    [natural] một số nguyên không âm
    [boolean] true hoặc false
   *[other] giá trị đúng kiểu như mô tả OpenAPI
}, nhưng nhận được { $actual }.
web-api-compare-none = Chưa có đợt nào khác của chương trình này để so sánh; tham số with nêu số của đợt cần so.
web-api-key = Tiêu đề Idempotency-Key phải có từ 1 đến { $most } ký tự ASCII in được.
web-api-file = Thiếu tệp trong trường “file”.
web-api-group = Nhóm nhiệm vụ phải ghi dạng phần/nhóm, ví dụ A/II.
web-api-period = Mã kỳ báo cáo không hợp lệ; ví dụ nd09:2026-H1, cal:2026-Q3, window:2026-01-01..2026-03-15.
web-api-note = Lời ghi chú dài nhất 5.000 ký tự.
