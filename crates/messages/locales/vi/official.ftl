# Văn bản hành chính theo Nghị định 30/2020/NĐ-CP.

## Chữ in sẵn của thể thức (Phụ lục I)
official-form-state = CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
official-form-motto = Độc lập - Tự do - Hạnh phúc
official-form-number = Số:
official-form-about = V/v
official-form-day = ngày
official-form-month = tháng
official-form-year = năm
official-form-to = Kính gửi:
official-form-part = Phần
official-form-annex = Phụ lục
official-form-recipients = Nơi nhận:

## Tên kiểu chữ trong Word
official-style-body = NĐ30 Nội dung
official-style-dash = NĐ30 Gạch đầu dòng
official-style-state = NĐ30 Quốc hiệu
official-style-motto = NĐ30 Tiêu ngữ
official-style-superior = NĐ30 Cơ quan chủ quản
official-style-issuer = NĐ30 Cơ quan ban hành
official-style-number = NĐ30 Số, ký hiệu
official-style-about = NĐ30 Trích yếu công văn
official-style-place-date = NĐ30 Địa danh, thời gian
official-style-rule = NĐ30 Đường kẻ
official-style-to = NĐ30 Kính gửi
official-style-to-list = NĐ30 Kính gửi (nhiều nơi)
official-style-basis = NĐ30 Căn cứ
official-style-recipients-head = NĐ30 Nơi nhận
official-style-recipients = NĐ30 Danh sách nơi nhận
official-style-signature = NĐ30 Chữ ký
official-style-annex = NĐ30 Phụ lục
official-style-annex-title = NĐ30 Tên phụ lục
official-style-annex-reference = NĐ30 Kèm theo
official-style-cell = NĐ30 Ô bảng
official-style-cell-head = NĐ30 Đầu bảng
official-style-figure = NĐ30 Biểu đồ
