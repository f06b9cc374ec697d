# Người dùng và quyền: nhập sai, từ chối, xác thực hai lớp, nhật ký.

cycle-people-unit-unknown = Không có đơn vị nào mang mã “{ $code }”.
cycle-people-role-unknown = Không có vai trò nào là “{ $name }”; các vai trò dùng được ghi ở dưới.
# Tên các cột của danh sách người dùng, cách nhau bằng “|”.
cycle-people-column-login = Tên đăng nhập|Đăng nhập|Tài khoản
cycle-people-column-name = Họ và tên|Họ tên|Tên
cycle-people-column-email = Thư điện tử|Thư|Email|E-mail|Hộp thư
cycle-people-column-unit = Mã đơn vị|Mã|Đơn vị|Mã xã
cycle-people-column-role = Vai trò|Quyền
cycle-people-role-needs-unit = Vai trò có hiệu lực cho một đơn vị: hãy ghi mã đơn vị. Người của { $name } ghi mã { $code }.
cycle-people-login-twice = Tên đăng nhập đã có ở dòng { $row } của tệp.
cycle-people-unit-needed = Hãy chọn đơn vị: tài khoản không thuộc đơn vị nào chỉ do quản trị viên của cả hệ thống lập.
cycle-people-unit-outside = Đơn vị nằm ngoài phạm vi quản lý người dùng của bạn.
cycle-people-role-unit = Hãy chọn đơn vị mà vai trò có hiệu lực.
cycle-people-programme = Không có chương trình nào mang mã này.
cycle-people-acting-self = Không thể thay chính mình.
cycle-people-acting-role = Người được thay chưa giữ vai trò này cho đơn vị, chương trình và thời gian đã chọn.
cycle-second-factor-own = Hãy tắt xác thực hai lớp của chính mình trong trang tài khoản, với mật khẩu hoặc mã hiện tại.

web-second-factor-proof = Mật khẩu hoặc mã xác thực hiện tại
web-second-factor-proof-hint = Nhập mật khẩu, hoặc mã 6 số đang hiện trên ứng dụng.
web-second-factor-proof-wrong = Mật khẩu hoặc mã chưa đúng.
web-second-factor-begin-text = Khi bắt đầu, hệ thống tạo một khóa mới để quét bằng điện thoại. Khóa chỉ có hiệu lực sau khi nhập đúng một mã của nó.
web-second-factor-replace = Đổi điện thoại hoặc ứng dụng
web-second-factor-replace-text = Khóa đang dùng vẫn có hiệu lực cho đến khi khóa mới được xác nhận.
web-second-factor-begin = Tạo khóa mới
web-second-factor-manage = Quản lý xác thực hai lớp
web-second-factor-remove-text = Sau khi tắt, chỉ cần mật khẩu là đăng nhập được.
web-second-factor-gone = Chưa có khóa nào chờ xác nhận. Hãy tạo khóa mới.

web-person-programme = Chương trình
web-person-every-programme = Mọi chương trình
web-person-acting-hint = Người được thay phải đang giữ đúng vai trò này; vai trò thay kết thúc khi vai trò của người đó kết thúc.
web-person-beyond = Người này có vai trò ngoài phạm vi quản lý của bạn, nên bạn chỉ xem được.
web-yes = Có

web-fact-acting-for = thay cho
web-fact-by = người thực hiện
web-fact-conflicts = sửa ở cả hai nơi, chưa lưu
web-fact-dropped = số mục bỏ
web-fact-files = số tệp
web-fact-in-place-of = thay mặt
web-fact-made = đã tạo
web-fact-programme = chương trình
web-fact-replaced = thay câu trả lời đang có
web-fact-replaces = thay khóa đang dùng
web-fact-replaces-accepted = thay bản đã tiếp nhận
web-fact-shown = tên hiển thị
web-fact-submission = lần gửi
web-fact-tokens = số mã truy cập thu hồi
