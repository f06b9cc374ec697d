### Lời của giao diện lập trình (API): yêu cầu gửi sai.

web-api-json = Nội dung gửi lên không phải JSON đúng cú pháp (dòng { $line }, cột { $column }): { $reason }
web-api-shape = JSON không đúng cấu trúc mà địa chỉ này nhận (dòng { $line }, cột { $column }): { $reason }
web-api-nul = Văn bản không được có ký tự NUL.
web-api-unknown = Không có tham số “{ $name }”.
web-api-twice = Tham số “{ $name }” chỉ được gửi một lần.
web-api-query = Tham số “{ $name }” không hợp lệ: { $reason }
web-api-key = Tiêu đề Idempotency-Key phải có từ 1 đến { $most } ký tự ASCII in được.
web-api-file = Thiếu tệp trong trường “file”.
web-api-group = Nhóm nhiệm vụ phải ghi dạng phần/nhóm, ví dụ A/II.
web-api-period = Mã kỳ báo cáo không hợp lệ; ví dụ nd09:2026-H1, cal:2026-Q3, window:2026-01-01..2026-03-15.
web-api-note = Lời ghi chú dài nhất 5.000 ký tự.
