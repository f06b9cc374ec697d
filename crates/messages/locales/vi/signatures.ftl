# Chữ ký số của tệp nhận được.
