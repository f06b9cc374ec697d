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
