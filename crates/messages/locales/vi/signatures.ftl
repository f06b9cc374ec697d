# Kiểm tra chữ ký số của tệp PDF nhận được.
signature-error-not-pdf = Không phải tệp PDF nên không có chữ ký số để kiểm tra.
signature-error-damaged = Tệp PDF bị hỏng, không đọc được cấu trúc. Đề nghị đơn vị gửi lại bản gốc.
signature-error-encrypted = Tệp PDF có mật khẩu nên không kiểm tra được chữ ký. Đề nghị đơn vị gửi bản không đặt mật khẩu.
signature-error-encryption-unknown = Tệp PDF được mã hóa theo cách mà chương trình không đọc được.
signature-error-too-large = Tệp quá lớn hoặc khi giải nén ra quá lớn nên không kiểm tra chữ ký.
signature-error-roots-none = { $file }: không có chứng thư số nào trong tệp (cần dạng PEM hoặc DER).
signature-error-roots-unreadable = { $file }: chứng thư số thứ { $number } không đọc được.
signature-error-roots-many = { $file }: có quá nhiều chứng thư số gốc (tối đa 1.000).
signature-error-roots-file = { $file }: không đọc được ({ $cause }).
signature-error-roots-empty = { $file }: thư mục không có chứng thư số gốc nào (tệp .pem, .crt, .cer, .der).

signature-file-none = Tệp không có chữ ký số.
signature-file-cut-off = Tệp bị cắt mất phần cuối; nếu tệp đã được ký thì chữ ký cũng không còn. Đề nghị đơn vị gửi lại.
signature-file-unlisted = Tệp có dấu vết chữ ký số nhưng không còn trường chữ ký nào dẫn tới: tệp đã bị sửa hoặc bị cắt sau khi ký.
signature-file-valid = Có { $count } chữ ký số, tất cả hợp lệ{ $stamps ->
    [0] {""}
   *[other] ; có { $stamps } dấu thời gian trên văn bản
 }{ $filled ->
    [0] {""}
   *[other] ; sau khi ký có ô biểu mẫu được điền hoặc sửa, người ký chưa xác nhận nội dung đó
 }.
signature-file-uncertain = Có { $count } chữ ký số{ $stamps ->
    [0] {""}
   *[other] {" "}và { $stamps } dấu thời gian trên văn bản
 }; nội dung đã ký còn nguyên vẹn nhưng có điều chưa xác định được.
signature-file-invalid = Có { $count } chữ ký số{ $stamps ->
    [0] {""}
   *[other] {" "}và { $stamps } dấu thời gian trên văn bản
 }, trong đó có chữ ký hoặc dấu thời gian KHÔNG hợp lệ.
signature-file-stamp-valid = Không có chữ ký số của ai; tệp chỉ có { $stamps } dấu thời gian trên văn bản, hợp lệ.
signature-file-stamp-uncertain = Không có chữ ký số của ai; tệp chỉ có { $stamps } dấu thời gian trên văn bản, có điều chưa xác định được.
signature-file-stamp-invalid = Không có chữ ký số của ai; tệp chỉ có { $stamps } dấu thời gian trên văn bản, KHÔNG hợp lệ.
signature-file-extra = Còn { $count } chữ ký trong tệp không có trường chữ ký nào dẫn tới; không kiểm tra.
signature-file-truncated = Tệp có nhiều hơn 64 chữ ký; chỉ kiểm tra 64 chữ ký đầu.
signature-file-empty-fields = Ô chữ ký chưa ai ký: { $names }.

signature-verdict-valid = Hợp lệ
signature-verdict-uncertain = Chưa xác định
signature-verdict-invalid = Không hợp lệ
signature-kind-approval = Chữ ký số
signature-kind-certification = Chữ ký xác nhận của người lập
signature-kind-time-stamp = Dấu thời gian trên văn bản

signature-heading = { $number }. { $kind }: { $signer }
signature-signer-unknown = không rõ người ký
signature-label-organisation = Cơ quan, tổ chức
signature-label-issuer = Nơi cấp chứng thư số
signature-label-validity = Hiệu lực chứng thư số
signature-label-reason = Lý do ký
signature-label-location = Nơi ký
signature-label-algorithm = Thuật toán
signature-label-stamp = Hình chữ ký
signature-label-fingerprint = Dấu vân tay chứng thư trên cùng
signature-validity = từ { $from } đến { $to }
signature-algorithm = { $scheme }, khóa { $bits } bit, { $digest }
signature-stamp-place = trang { $page }, cách mép trái { $left } mm, cách mép dưới { $bottom } mm, rộng { $width } mm, cao { $height } mm
signature-stamp-hidden = không hiển thị trên trang

signature-content-intact = Nội dung đã ký còn nguyên vẹn và đúng khóa của người ký.
signature-content-altered = Nội dung đã ký bị sửa sau khi ký.
signature-content-wrong-value = Giá trị chữ ký không phải do khóa của người ký tạo ra.
signature-content-unknown = Không xác định được nội dung có bị sửa hay không.
signature-coverage-whole = Chữ ký bao trùm toàn bộ tệp.
signature-coverage-revision = Chữ ký bao trùm toàn bộ tệp tại thời điểm ký; sau đó tệp được ghi thêm { $bytes } byte.
signature-coverage-partial = Chữ ký chỉ bao trùm một phần: { $bytes } byte của bản đã ký không được bảo vệ.
signature-coverage-beyond-end = Phần đã ký dài hơn tệp: tệp bị cắt mất phần cuối.
signature-coverage-unreadable = Không đọc được phạm vi đã ký.
signature-change-signature = Sau đó có thêm chữ ký (ô “{ $name }”).
signature-change-time-stamp = Sau đó có thêm dấu thời gian trên văn bản (ô “{ $name }”).
signature-change-field = Sau đó có thêm ô chữ ký “{ $name }” chưa ký.
signature-change-validation-data = Sau đó có thêm dữ liệu để kiểm tra chữ ký về sau.
signature-change-metadata = Sau đó thông tin mô tả tệp thay đổi.
signature-change-technical = Sau đó có thay đổi kỹ thuật không hiển thị trên trang.
signature-change-page = Sau khi ký, nội dung trang { $page } bị thay đổi.
signature-change-page-added = Sau khi ký, tệp có thêm trang (từ trang { $page }).
signature-change-page-removed = Sau khi ký, tệp bị bớt trang (từ trang { $page }).
signature-change-annotation-added = Sau khi ký, trang { $page } có thêm chú thích hoặc hình đặt lên trên.
signature-change-annotation-changed = Sau khi ký, chú thích hoặc hình chữ ký trên trang { $page } bị thay đổi.
signature-change-annotation-removed = Sau khi ký, chú thích trên trang { $page } bị xóa.
signature-change-stamp-rewritten = Sau khi ký, hình chữ ký “{ $name }” trên trang { $page } được ghi lại; nội dung hình như cũ.
signature-change-form-filled = Sau khi ký, ô biểu mẫu “{ $name }” được điền hoặc sửa.
signature-change-form = Sau khi ký, ô biểu mẫu “{ $name }” được thêm, bớt hoặc thay đổi.
signature-change-document = Sau khi ký, phần khác của văn bản bị thay đổi ({ $name }).
signature-change-unknown = Không xác định được sau khi ký tệp đã thay đổi những gì.
signature-time-none = Không rõ thời điểm ký.
signature-time-claimed = Thời điểm ký theo máy của người ký: { $time } (giờ Việt Nam); không có dấu thời gian tin cậy chứng thực.
signature-time-stamp = Ký trước { $time } (giờ Việt Nam), có dấu thời gian tin cậy chứng thực.
signature-time-document-stamp = Ký trước { $time } (giờ Việt Nam), có dấu thời gian trên văn bản chứng thực.
signature-time-of-stamp = Đóng dấu thời gian lúc { $time } (giờ Việt Nam).
signature-stamp-by = Dấu thời gian { $time } của { $authority }.
signature-revocation-not-checked = Chưa kiểm tra thu hồi: không kết nối mạng.
signature-revocation-good = Chứng thư số chưa bị thu hồi, theo dữ liệu kèm trong tệp ngày { $time }.
signature-revocation-revoked = Chứng thư số bị thu hồi từ { $time }.

signature-problem-content-altered = Nội dung đã ký bị sửa sau khi ký. Không dùng tệp này; đề nghị đơn vị gửi lại bản gốc.
signature-problem-value-wrong = Chữ ký không phải do khóa trong chứng thư số của người ký tạo ra.
signature-problem-unreadable = Không đọc được dữ liệu chữ ký.
signature-problem-form-unknown = Dạng chữ ký này chương trình chưa biết; chỉ kiểm tra được như dạng thông thường.
signature-problem-partial-coverage = Một phần nội dung nằm ngoài phạm vi chữ ký và có thể bị thay đổi mà không ai biết.
signature-problem-cut-off = Tệp bị cắt mất phần cuối nên không kiểm tra được. Đề nghị đơn vị gửi lại.
signature-problem-range-unreadable = Phạm vi đã ký ghi trong tệp không hợp lệ.
signature-problem-changed-afterwards = Nội dung hiển thị đã thay đổi sau khi ký, khác với bản người ký đã ký.
signature-problem-change-forbidden = Người lập văn bản không cho phép thay đổi, nhưng tệp đã thay đổi sau khi ký.
signature-problem-changes-unknown = Không so sánh được bản đã ký với tệp hiện tại; cần mở tệp để xem.
signature-problem-stamp-rewritten = Lần ký sau đã ghi lại hình của một chữ ký trước; hình vẫn thể hiện như khi ký. Nên mở tệp để xem lại.
signature-problem-other-certificate = Chữ ký chỉ định một chứng thư số khác với chứng thư số của người ký.
signature-problem-content-type = Thuộc tính đã ký ghi sai loại nội dung.
signature-problem-certificate-not-named = Chữ ký không chỉ định chứng thư số của người ký như chuẩn PAdES yêu cầu.
signature-problem-signer-missing = Trong tệp không có chứng thư số của người ký.
signature-problem-expired-when-signed = Chứng thư số đã hết hạn khi ký.
signature-problem-not-yet-valid = Chứng thư số chưa có hiệu lực khi ký.
signature-problem-expired-now = Chứng thư số nay đã hết hạn và không có dấu thời gian tin cậy chứng thực rằng chữ ký có trước đó.
signature-problem-expired-since = Chứng thư số nay đã hết hạn, nhưng dấu thời gian tin cậy cho thấy chữ ký có từ trước.
signature-problem-revoked = Chứng thư số đã bị thu hồi.
signature-problem-revoked-since = Chứng thư số bị thu hồi sau khi ký, theo dấu thời gian tin cậy.
signature-problem-revocation-not-checked = Chưa kiểm tra được chứng thư số có bị thu hồi hay không: chương trình không kết nối mạng và tệp không kèm đủ dữ liệu.
signature-problem-no-roots = Chưa cấu hình chứng thư số gốc tin cậy nên chưa xác nhận được người ký là ai.
signature-problem-self-signed = Chứng thư số do người ký tự cấp, không có cơ quan nào bảo đảm.
signature-problem-other-root = Chứng thư số do nơi không có trong danh sách gốc tin cậy cấp.
signature-problem-issuer-missing = Thiếu chứng thư số của nơi cấp nên không lần được đến gốc tin cậy.
signature-problem-chain-faulty = Chuỗi chứng thư số vi phạm quy định (quyền cấp, mục đích sử dụng hoặc phạm vi tên).
signature-problem-algorithm-unknown = Thuật toán ký hoặc băm không được hỗ trợ nên không kiểm tra được.
signature-problem-weak-digest = Chữ ký dùng SHA-1, thuật toán băm không còn an toàn: không loại trừ được việc tráo nội dung.
signature-problem-weak-key = Khóa của người ký quá ngắn (dưới 2.048 bit).
signature-problem-stamp-wrong = Dấu thời gian không thuộc chữ ký này hoặc đã bị sửa.
signature-problem-stamp-untrusted = Dấu thời gian còn nguyên vẹn nhưng nơi cấp không có trong danh sách gốc tin cậy.
signature-problem-further-signers = Một chữ ký có nhiều người ký; chỉ kiểm tra người thứ nhất.
signature-problem-clock-far = Đồng hồ của người ký lệch hơn một giờ so với dấu thời gian.
