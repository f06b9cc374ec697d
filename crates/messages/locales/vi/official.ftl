# Văn bản hành chính theo Nghị định 30/2020/NĐ-CP.
