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
status-short-mostly-met = Cơ bản đáp ứng
status-short-percent = Đạt một phần
status-short-in-progress = Đang thực hiện
status-short-not-started = Chưa thực hiện
status-short-awaiting-higher-level = Chờ cấp trên
status-short-not-arising = Không phát sinh
status-short-not-competent = Ngoài thẩm quyền
status-short-not-reported = Để trống

# Nơi được kiến nghị.
addressee-centre = Trung ương (Chính phủ, bộ, ngành)
addressee-province = tỉnh (UBND tỉnh, sở, ngành)
addressee-district = huyện
addressee-commune = xã, phường, đặc khu
addressee-business = doanh nghiệp
addressee-none = không nêu tên cơ quan

# Kỳ báo cáo.
period-month = tháng { $month } năm { $year }
period-quarter = quý { $quarter } năm { $year }
period-first-half = 6 tháng đầu năm { $year }
period-nine-months = 9 tháng đầu năm { $year }
period-second-half = 6 tháng cuối năm { $year }
period-year = năm { $year }
period-window = từ ngày { $from } đến ngày { $to }

# Thời hạn gửi báo cáo.
deadline-too-early = Thời hạn quá sớm: sau thời điểm chốt số liệu phải còn ít nhất 01 ngày làm việc (Nghị định 09/2019/NĐ-CP). Sớm nhất là ngày { $earliest }.
deadline-weekend = Thời hạn rơi vào ngày nghỉ hằng tuần; ngày làm việc tiếp theo là { $next }.
deadline-holiday = Thời hạn rơi vào ngày nghỉ ({ $holiday }); ngày làm việc tiếp theo là { $next }.
deadline-year-expected = Lịch nghỉ lễ năm { $year } tính theo luật và âm lịch, chưa theo thông báo chính thức; cần kiểm tra lại.
deadline-year-missing = Chưa có dữ liệu ngày nghỉ lễ năm { $year }; mới chỉ trừ thứ Bảy và Chủ nhật.
