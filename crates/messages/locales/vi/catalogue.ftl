# Vấn đề của dữ liệu danh mục (tonghop catalogue check). Tệp và dòng do chương trình in trước.

catalogue-no-directory = Không có thư mục { $path }.
catalogue-unreadable = Không đọc được tệp: { $cause }.
catalogue-syntax = Sai cú pháp: thiếu hoặc thừa dấu ngoặc, dấu nháy, dấu bằng.
catalogue-unknown-field = Không có trường “{ $name }”. Các trường: { $known }.
catalogue-unknown-value = Không có giá trị “{ $name }”. Các giá trị: { $known }.
catalogue-missing-field = Thiếu trường “{ $name }”.
catalogue-duplicate-key = Một trường ghi hai lần.
catalogue-wrong-type = Giá trị sai kiểu, ví dụ chữ ở chỗ cần số.
catalogue-blank = Trường { $field } đang để trống.
catalogue-duplicate = Mã { $code } ({ $kind }) đã dùng ở { $first }.
catalogue-repeated = { $kind } { $code } bị lặp lại.
catalogue-unknown-reference = { $kind } { $code } không có trong danh mục.
catalogue-bad-value = Giá trị "{ $value }" của trường { $field } không hợp lệ.
catalogue-bad-columns = Danh sách cột không hợp lệ: phải có cột nhiệm vụ và cột mức độ hoàn thành, mỗi cột một lần.
catalogue-ratio-without-counts = Chỉ tiêu { $code } tính theo % phải có tử số và mẫu số.
catalogue-ambiguous-phrase = Cụm từ "{ $phrase }" chỉ cả { $other } và { $code }.
catalogue-bad-row = Dòng có { $actual } ô, cần { $expected } ô.
catalogue-empty-table = Bảng không có dòng nào.
catalogue-out-of-order = Mã { $code } sai thứ tự hoặc bị lặp lại; các dòng phải xếp theo mã.
catalogue-holiday-weekday = Ngày { $date } không hợp với loại { $kind }: ngày nghỉ bù, nghỉ hoán đổi phải là ngày làm việc trong tuần; ngày làm bù phải là thứ Bảy hoặc Chủ nhật.
catalogue-holiday-swaps = Có { $off } ngày nghỉ hoán đổi nhưng { $work } ngày làm bù; hai số này phải bằng nhau.
catalogue-no-areas = Thư mục này không phải danh mục: không có thư mục con nào trong số { $areas }.
