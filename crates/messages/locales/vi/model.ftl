# Tên lớp mức độ hoàn thành, mức cảnh báo và các khái niệm chung.
status-met = Hoàn thành
status-mostly-met = Cơ bản đáp ứng
status-percent = Đạt một phần (%)
status-in-progress = Đang thực hiện
status-not-started = Chưa thực hiện
status-awaiting-higher-level = Chờ cấp trên
status-not-arising = Không phát sinh
status-not-competent = Ngoài thẩm quyền
status-not-reported = Để trống
status-absent = Không có dòng này

severity-error = Lỗi
severity-warning = Cần xem
severity-info = Lưu ý

# Nhãn ngắn cho ô của ma trận.
status-short-met = Hoàn thành
status-short-mostly-met = Cơ bản
status-short-percent = Một phần
status-short-in-progress = Đang làm
status-short-not-started = Chưa làm
status-short-awaiting-higher-level = Chờ cấp trên
status-short-not-arising = Không phát sinh
status-short-not-competent = Ngoài thẩm quyền
status-short-not-reported = Để trống
