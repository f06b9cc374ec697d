# Trang thư gửi đi, dành cho quản trị.

web-mail-title = Thư gửi đi
web-mail-lead = Yêu cầu báo cáo, thông báo trả lại, nhắc nộp báo cáo và đường dẫn dùng một lần mà hệ thống gửi qua máy chủ thư. Thư chờ gửi tới cùng một người được gộp thành một, thông báo trả lại đứng trước.
web-mail-off = Chưa kết nối máy chủ thư
web-mail-off-text = Thư được giữ lại, chưa gửi cho ai. Đặt các biến môi trường sau ở máy chủ rồi khởi động lại tonghop serve; thư đang chờ sẽ được gửi đi.
web-mail-off-url = Máy chủ thư: smtps://người-dùng:mật-khẩu@máy-chủ:465 hoặc smtp://người-dùng:mật-khẩu@máy-chủ:587?tls=required
web-mail-off-sender = Người gửi, ví dụ: Tổng Hợp <bao-cao@example.vn>
web-mail-off-certificates = Tệp chứng thư số (PEM) được tin cậy thêm, nếu máy chủ thư dùng chứng thư riêng; không bắt buộc
web-mail-waiting = Chờ gửi
web-mail-failed = Không gửi được
web-mail-sent = Đã gửi
web-mail-none = Không có thư nào
web-mail-written = Soạn lúc
web-mail-recipient = Người nhận
web-mail-subject = Tiêu đề
web-mail-tries = Số lần thử gửi
web-mail-sent-at = Gửi lúc
web-mail-next = Gửi vào lúc
web-mail-not-without = Chưa gửi: chưa có máy chủ thư
web-mail-under-way = Đang gửi
web-mail-cause = Lý do
web-mail-again = Gửi lại
web-mail-again-all = Gửi ngay tất cả thư chưa gửi được
web-mail-kind-returned = Trả lại nội dung
web-mail-kind-opened = Báo cáo cần gửi
web-mail-kind-reminder = Nhắc nộp báo cáo
web-mail-kind-invitation = Mời sử dụng
web-mail-kind-handed = Báo cáo chờ duyệt gửi
web-mail-kind-handed-back = Báo cáo cần sửa trước khi gửi
web-mail-kind-comment = Ý kiến về báo cáo
web-mail-kind-answer = Trả lời kiến nghị
web-mail-cause-receiver = Địa chỉ người nhận không hợp lệ
web-mail-cause-letter = Thư không tạo được
web-mail-cause-refused = Máy chủ thư từ chối
web-mail-cause-unavailable = Máy chủ thư chưa nhận
web-flash-mail-again = { $count ->
    [0] Không còn thư nào cần gửi lại.
   *[other] Đã đưa { $count } thư vào hàng chờ để gửi ngay.
}
web-mail-dropped = Không gửi nữa
web-mail-settled = Việc cần nhắc đã xong, đã đổi hạn hoặc đợt đã đóng
