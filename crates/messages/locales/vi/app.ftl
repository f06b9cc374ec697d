app-progress-done = Đã xử lý { $done }/{ $total } tệp
