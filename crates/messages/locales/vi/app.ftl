# Use cases: tiến trình, tệp không đọc được, tệp bị bỏ qua.
app-progress-done = Đã xử lý { $done }/{ $total } tệp
app-step-checking = Đang đối chiếu số liệu giữa các báo cáo …
app-step-consolidating = Đang tổng hợp …
app-step-writing = Đang ghi kết quả …
app-failure-not-found = không tìm thấy tệp
app-failure-permission = không có quyền đọc tệp
app-failure-is-folder = đây là thư mục, không phải tệp
app-failure-io = không đọc được tệp ({ $cause })
app-failure-defect = lỗi của chương trình khi đọc tệp này; các tệp khác không bị ảnh hưởng. Đề nghị gửi tệp cho nhóm phát triển
app-skipped-folder-unreadable = không mở được thư mục
app-skipped-too-deep = thư mục lồng quá sâu
app-skipped-not-a-report = không phải định dạng báo cáo đọc được
app-set-aside-copy = trùng nội dung với { $other }, chỉ tính một lần
app-set-aside-no-report = không nhận ra là báo cáo (không có cơ quan, số hiệu, tiêu đề, nơi nhận hay bảng nhiệm vụ)
