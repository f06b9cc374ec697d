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

## Loại văn bản
official-kind-report = BÁO CÁO
official-kind-notice = THÔNG BÁO
official-kind-brief = BÁO CÁO TÓM TẮT
official-abbreviation-report = BC
official-abbreviation-notice = TB
official-archive = Lưu: VT

## Nguồn của số liệu
official-source-file = { $file }
official-source-page = { $file }, trang { $page }
official-source-at-page = Trang { $page }
official-source-report = { $unit } ({ $report })
official-source-set = Tổng hợp từ { $count } báo cáo
official-source-set-named = Tổng hợp từ { $count } báo cáo: { $units }
official-source-round = Sổ theo dõi kỳ báo cáo
official-source-programme = Mục tiêu của chương trình

## Phụ lục của đơn vị
official-annex-title = Kết quả thực hiện nhiệm vụ
official-annex-caption = Kết quả thực hiện các nhiệm vụ, giải pháp
official-own-table = Bảng trong nội dung báo cáo
official-annex-of-report = Kèm theo Báo cáo số { $number } ngày { $date } của { $office }
official-annex-of-letter = Kèm theo Công văn số { $number } ngày { $date } của { $office }
official-annex-date-blank = … tháng … năm …
official-annex-number = TT
official-annex-task = Nhiệm vụ, giải pháp
official-annex-lead = Chủ trì
official-annex-timeframe = Thời gian
official-annex-status = Mức độ hoàn thành
official-annex-result = Kết quả chi tiết
official-annex-own = Nội dung khác
official-annex-decision = (Phụ lục kèm theo Quyết định số { $number })

## Báo cáo của đơn vị
official-report-opening = Thực hiện { $kind } số { $number } ngày { $date } của { $issuer } về việc { $subject }, { $office } báo cáo kết quả như sau:
official-report-see-annex = Kết quả thực hiện các nhiệm vụ được nêu tại Phụ lục kèm theo.
official-report-advantages = Thuận lợi
official-report-limitations = Tồn tại, hạn chế
official-report-causes = Nguyên nhân
official-report-next = Nhiệm vụ trọng tâm thời gian tới
official-report-recommendations = Đề xuất, kiến nghị

## Công văn đề nghị báo cáo
official-request-about = đề nghị báo cáo { $subject }
official-request-opening = Căn cứ { $basis }; để có cơ sở tổng hợp báo cáo { $subject }, { $office } đề nghị các đơn vị báo cáo theo các nội dung sau:
official-request-opening-plain = Để có cơ sở tổng hợp báo cáo { $subject }, { $office } đề nghị các đơn vị báo cáo theo các nội dung sau:
official-request-this-period = trong kỳ
official-request-content-head = Nội dung báo cáo
official-request-content = Đánh giá kết quả thực hiện { $period }; thuận lợi; tồn tại, hạn chế và nguyên nhân; đề xuất, kiến nghị. Mỗi số liệu nêu rõ tử số, mẫu số và thời điểm chốt.
official-request-content-annex = Đánh giá kết quả thực hiện { $period }; thuận lợi; tồn tại, hạn chế và nguyên nhân; đề xuất, kiến nghị; điền đầy đủ mức độ hoàn thành và kết quả chi tiết của từng nhiệm vụ theo biểu mẫu tại Phụ lục. Mỗi số liệu nêu rõ tử số, mẫu số và thời điểm chốt; nhiệm vụ không phát sinh hoặc không thuộc thẩm quyền thì ghi rõ, không để trống.
official-request-cut-off-head = Thời điểm chốt số liệu
official-request-cut-off = Số liệu tính đến hết ngày { $date }.
official-request-deadline-head = Thời hạn gửi báo cáo
official-request-deadline = Báo cáo gửi về { $office } chậm nhất ngày { $date } để tổng hợp.
official-request-contact-head = Cách gửi và đầu mối liên hệ
official-request-closing = { $office } đề nghị các đơn vị quan tâm, phối hợp thực hiện
official-request-form = Biểu mẫu báo cáo kết quả thực hiện nhiệm vụ

## Công văn đôn đốc
official-reminder-about = đôn đốc gửi báo cáo { $subject }
official-reminder-unit = Ủy ban nhân dân { $unit }
official-reminder-opening = Tại { $request }, { $office } đã đề nghị các đơn vị gửi báo cáo { $subject }.
official-reminder-opening-plain = { $office } đang tổng hợp báo cáo { $subject }.
official-reminder-ask = Để bảo đảm tiến độ tổng hợp, { $office } đề nghị các đơn vị chưa gửi khẩn trương hoàn thành và gửi báo cáo; nếu có khó khăn, vướng mắc thì phản ánh ngay để được hướng dẫn.
official-reminder-ask-listed = Để bảo đảm tiến độ tổng hợp, { $office } đề nghị các đơn vị chưa gửi (danh sách tại Phụ lục kèm theo) khẩn trương hoàn thành và gửi báo cáo; nếu có khó khăn, vướng mắc thì phản ánh ngay để được hướng dẫn.
official-reminder-ignore = Đơn vị đã gửi báo cáo trước khi nhận được công văn này không phải gửi lại.
official-reminder-list = Danh sách đơn vị chưa gửi báo cáo

## Thông báo đơn vị chậm gửi báo cáo
official-late-subject = Danh sách đơn vị chậm gửi báo cáo { $subject }
official-late-subject-none = Tình hình gửi báo cáo { $subject }
official-late-opening = Tại { $request }, { $office } đã đề nghị các đơn vị gửi báo cáo. { $office } thông báo tình hình gửi báo cáo của các đơn vị như sau:
official-late-none = Cả { $units } đơn vị đã gửi báo cáo đúng hạn.
official-late-nobody = Chưa có đơn vị nào chậm gửi báo cáo.
official-late-undated = { $count } báo cáo không ghi ngày nên chưa xác định được có đúng hạn hay không.
official-late-missing = Đơn vị chưa gửi báo cáo
official-late-delayed = Đơn vị gửi báo cáo sau thời hạn
official-late-caption = Đơn vị chậm gửi báo cáo
official-late-closing = { $office } thông báo để các đơn vị biết, thực hiện
official-state = Đến nay đã nhận được { $received }/{ $asked } báo cáo; còn { $missing } đơn vị chưa gửi.
official-state-on = Tính đến ngày { $on }, đã nhận được { $received }/{ $asked } báo cáo; còn { $missing } đơn vị chưa gửi.
official-state-all = Đến nay đã nhận được báo cáo của cả { $asked } đơn vị.
official-state-all-on = Tính đến ngày { $on }, đã nhận được báo cáo của cả { $asked } đơn vị.
official-state-delayed = Trong số báo cáo đã nhận có { $count } báo cáo gửi sau thời hạn.
official-state-deadline = Thời hạn gửi báo cáo là ngày { $date }.
official-state-extended = { $count } đơn vị được gia hạn: { $units }.
official-state-extended-unit = { $unit } (đến hết ngày { $date })
official-state-extended-count = { $count } đơn vị khác được gia hạn, chưa đến hạn gửi.

## Tên cột
official-column-number = STT
official-column-unit = Đơn vị
official-column-province = Tỉnh, thành phố
official-column-received = Ngày nhận
official-column-printed = Ngày ghi trên báo cáo
official-column-days = Số ngày chậm
official-column-days-on = Số ngày chậm (tính đến ngày { $date })
official-column-remark = Ghi chú
official-column-code = Mã
official-column-task = Nhiệm vụ, giải pháp
official-column-absent = Không có dòng này
official-column-indicator = Chỉ tiêu
official-column-target = Mục tiêu
official-column-actual = Kết quả
official-column-units = Số đơn vị đã cộng
official-column-measure = Đơn vị tính
official-column-numerator = Tử số
official-column-denominator = Mẫu số
official-column-without = Số đơn vị chưa cộng
official-column-severity = Mức độ
official-severity-error = Lỗi
official-severity-warning = Cảnh báo
official-column-finding = Nội dung
official-column-place = Nhiệm vụ, vị trí
official-column-quote = Trích dẫn

## Báo cáo tổng hợp
official-unit-answers = lượt trả lời
official-indicator-no-counts = chưa cộng được
official-consolidated-overview = Tình hình chung
official-consolidated-owed = Đã nhận được { $received }/{ $owed } báo cáo phải gửi.
official-consolidated-nothing-named = Trong đó { $count } đơn vị ({ $units }) thông báo trong kỳ không phát sinh nội dung phải báo cáo nên không có số liệu để tổng hợp.
official-consolidated-nothing = Trong đó { $count } đơn vị thông báo trong kỳ không phát sinh nội dung phải báo cáo nên không có số liệu để tổng hợp.
official-consolidated-all-accepted = Cả { $count } báo cáo được tổng hợp đã được chấp nhận.
official-consolidated-standing = Trong các báo cáo được tổng hợp:
official-consolidated-accepted = { $count } báo cáo đã được chấp nhận
official-consolidated-waiting = { $count } báo cáo đang chờ xem xét
official-consolidated-returned = { $count } báo cáo đã trả lại để hoàn chỉnh
official-consolidated-basis = Mức độ hoàn thành, khó khăn và kiến nghị tính trên mọi báo cáo đã gửi; chỉ tiêu chỉ cộng số liệu của báo cáo đã được chấp nhận và của hệ thống dữ liệu.
official-consolidated-counts = Tổng hợp từ { $reports } báo cáo của { $units } đơn vị, trong đó { $annexes } báo cáo có biểu kết quả thực hiện nhiệm vụ, với { $tasks } nhiệm vụ và { $answers } lượt trả lời.
official-consolidated-classes = Mức độ hoàn thành theo số lượt trả lời:
official-consolidated-class = { $class } { $count } lượt ({ $share }%)
official-consolidated-class-percent = đạt một phần
official-consolidated-see-matrix = Chi tiết từng nhiệm vụ, từng đơn vị tại Phụ lục I.
official-consolidated-chart = Mức độ hoàn thành theo nhóm nhiệm vụ
official-consolidated-chart-part = Mức độ hoàn thành theo nhóm nhiệm vụ: { $part }
official-chart-piece = { $title } – phần { $number }/{ $of }
official-consolidated-groups = Kết quả theo nhóm nhiệm vụ
official-consolidated-other-tasks = Nhiệm vụ khác
official-consolidated-group = Nhóm có { $tasks } nhiệm vụ với { $answers } lượt trả lời:
official-consolidated-group-met = { $count } lượt hoàn thành hoặc cơ bản đáp ứng ({ $share }%)
official-consolidated-group-running = { $count } lượt đang thực hiện hoặc đạt một phần
official-consolidated-group-waiting = { $count } lượt chưa thực hiện hoặc chờ cấp trên
official-consolidated-group-outside = { $count } lượt không phát sinh hoặc không thuộc thẩm quyền
official-consolidated-group-blank = { $count } lượt để trống
official-consolidated-notable = Một số kết quả nổi bật do đơn vị báo cáo:
official-consolidated-quote = { $unit }: “{ $quote }”.
official-consolidated-indicators = Kết quả thực hiện các chỉ tiêu
official-consolidated-indicator-counts = Các báo cáo nêu số liệu của { $told } chỉ tiêu, trong đó { $rolled } chỉ tiêu tổng hợp được từ tử số và mẫu số hoặc số đếm; toàn bộ số liệu tại Phụ lục II.
official-consolidated-indicator-targets = Đối chiếu { $count } chỉ tiêu có mục tiêu trong chương trình:
official-consolidated-indicator-note = Tỷ lệ chung tính từ tổng tử số và tổng mẫu số của các đơn vị, không lấy trung bình các tỷ lệ. Đơn vị chỉ báo cáo tỷ lệ, có số liệu đang bị cảnh báo lỗi, nêu nhiều số chưa rõ quan hệ hoặc chỉ nêu trong báo cáo về chương trình, kỳ khác thì chưa cộng vào kết quả chung; số đơn vị đã cộng, chưa cộng của từng chỉ tiêu ghi tại Phụ lục II.
official-consolidated-difficulties = Khó khăn, hạn chế
official-consolidated-no-difficulties = Các báo cáo không nêu khó khăn, hạn chế.
official-consolidated-recommendations = Đề xuất, kiến nghị của các đơn vị
official-consolidated-to = Kiến nghị với { $whom }
official-consolidated-to-nobody = Kiến nghị không nêu tên cơ quan
official-consolidated-no-recommendations = Các báo cáo không nêu đề xuất, kiến nghị.
official-consolidated-opinion = { $text } ({ $who }).
official-consolidated-opinions = { $units } đơn vị có ý kiến tương tự, như:
official-consolidated-wording = “{ $text }” ({ $who })
official-consolidated-units = { $units } đơn vị
official-consolidated-more = Ngoài ra còn { $count } nhóm ý kiến khác.
official-consolidated-findings = Số liệu cần kiểm tra lại
official-consolidated-finding-counts = Kết quả rà soát tự động còn { $errors } lỗi và { $warnings } cảnh báo chưa xử lý.
official-consolidated-finding-errors = Kết quả rà soát tự động còn { $errors } lỗi chưa xử lý.
official-consolidated-finding-warnings = Kết quả rà soát tự động còn { $warnings } cảnh báo chưa xử lý.
official-consolidated-findings-all = Chi tiết tại Phụ lục III; { $office } sẽ đề nghị từng đơn vị kiểm tra, giải trình.
official-consolidated-findings-some = Phụ lục III liệt kê { $printed } lỗi, cảnh báo đầu tiên, lỗi trước, cảnh báo sau. { $office } sẽ gửi từng đơn vị toàn bộ lỗi, cảnh báo của đơn vị để kiểm tra, giải trình.
official-consolidated-all-settled = Rà soát tự động không còn lỗi, cảnh báo nào chưa xử lý.
official-consolidated-matrix = Mức độ hoàn thành theo nhiệm vụ và đơn vị
official-consolidated-matrix-tasks = Số đơn vị ở từng mức độ theo mỗi nhiệm vụ (ô trống: không có đơn vị nào):
official-consolidated-matrix-grid = Mức độ hoàn thành của từng đơn vị (dấu “–”: báo cáo của đơn vị không có nhiệm vụ này):
official-consolidated-matrix-units = Số nhiệm vụ ở từng mức độ của mỗi đơn vị (ô trống: không có nhiệm vụ nào):
official-consolidated-no-matrix = Không báo cáo nào có biểu kết quả thực hiện nhiệm vụ.
official-consolidated-indicator-annex = Số liệu các chỉ tiêu
official-consolidated-indicator-sums = Mỗi chỉ tiêu chỉ cộng số liệu của những đơn vị có báo cáo chỉ tiêu đó (số đơn vị ghi ở cột bên phải); các chỉ tiêu không cùng một số đơn vị nên không so sánh trực tiếp với nhau.
official-consolidated-other-reports = Không cộng số liệu của các báo cáo sau, vì nói về chương trình hoặc kỳ khác với báo cáo được dùng để tổng hợp của cùng đơn vị:
official-consolidated-other-report = { $report }: { $codes }.
official-consolidated-other-reports-more = Ngoài ra còn { $count } báo cáo khác.
official-consolidated-no-indicators = Các báo cáo không nêu số liệu của chỉ tiêu nào trong danh mục.
official-consolidated-no-accepted = Chưa có số liệu chỉ tiêu nào của báo cáo đã được chấp nhận hoặc của hệ thống dữ liệu.
official-consolidated-targets = Chỉ tiêu so với mục tiêu
official-consolidated-findings-annex = Lỗi và cảnh báo chưa xử lý
official-consolidated-no-findings = Không còn lỗi, cảnh báo nào.
official-consolidated-findings-more = Còn { $count } lỗi, cảnh báo khác không in ở đây, được thông báo riêng đến từng đơn vị.

## Tóm tắt cho lãnh đạo
official-brief-state = { $units } đơn vị báo cáo, { $answers } lượt trả lời:
official-brief-reports = { $units } đơn vị báo cáo, { $answers } lượt trả lời.
official-brief-findings = Còn { $findings } điểm số liệu cần xem lại.
official-brief-chart-tasks = Mức độ hoàn thành nhiệm vụ
official-brief-chart-indicators = Chỉ tiêu xa mục tiêu nhất
official-brief-needs = Nội dung cần quan tâm, chỉ đạo
official-brief-indicators = Chỉ tiêu xa mục tiêu nhất:
official-brief-indicator = { $indicator } đạt { $actual }, mục tiêu { $target }
official-brief-more = Ngoài ra còn { $count } nhóm kiến nghị khác, nêu tại báo cáo tổng hợp.

## Mẫu văn bản của cơ quan
official-template-in-cell = Bảng { $table }, hàng { $row }, ô { $cell }: { $what }
official-template-in-paragraph = Đoạn { $paragraph }: { $what }
official-template-no-package = không phải tệp DOCX, hoặc tệp bị hỏng
official-template-no-fields = mẫu không có trường nào để điền, ví dụ {"{{ trich_yeu }}"}
official-template-in-header = Đầu trang, { $what }
official-template-in-footer = Chân trang, { $what }
official-template-in-footnotes = Chú thích, { $what }
official-template-too-large = mẫu quá lớn
official-template-unclosed = trường hoặc thẻ chưa đóng: “{ $detail }”
official-template-syntax = sai cú pháp: { $mistake }
official-template-syntax-in = sai cú pháp trong “{ $tag }”: { $mistake }
official-template-mistake-early = còn thiếu một tên hoặc giá trị ở cuối
official-template-mistake-leftover = thừa chữ sau khi đã đủ
official-template-mistake-mark = dấu “{ $found }” đặt không đúng chỗ
official-template-mistake-name = có một tên đặt không đúng chỗ
official-template-mistake-text = có đoạn chữ trong ngoặc kép đặt không đúng chỗ
official-template-mistake-number = có một số đặt không đúng chỗ hoặc viết sai
official-template-mistake-tag = không có thẻ “{ $found }”; dùng for, endfor, if, elif, else, endif hoặc set
official-template-mistake-quote = thiếu dấu ngoặc kép đóng
official-template-mistake-character = có ký tự không dùng được ở đây
official-template-mistake-loop = vòng lặp phải viết theo dạng “for tên in danh_sách”
official-template-mistake-function = không có hàm “{ $found }”
official-template-mistake-test = không có phép so sánh “is { $found }”
official-template-mistake-arguments = bộ lọc hoặc hàm thừa hoặc thiếu tham số
official-template-mistake-operation = không làm được phép này với giá trị của trường, ví dụ lặp qua thứ không phải danh sách
official-template-mistake-parts = giá trị này gồm nhiều phần; ghi rõ phần cần in, ví dụ x.chu, hoặc dùng vòng lặp
official-template-mistake-other = không hiểu được trường hoặc thẻ này
official-template-unknown = không có trường “{ $detail }”
official-template-outside-table = thẻ “{ $detail }” thay cho cả hàng hoặc cả ô (tr, tc) nhưng không nằm trong bảng nào; đặt thẻ vào một hàng riêng của bảng, hoặc dùng {"{"}%p … %{"}"}
official-template-swallowed = trường “{ $detail }” đứng chung đoạn với thẻ p nên sẽ không được in; mỗi thẻ p đứng riêng một đoạn, trường ở đoạn giữa
official-template-open-block = vòng lặp hoặc điều kiện chưa đóng: “{ $detail }” (thiếu thẻ endfor hoặc endif)
official-template-stray-end = thẻ “{ $detail }” không đóng vòng lặp, điều kiện nào
official-template-filter = không có bộ lọc “{ $detail }”
official-template-no-value = trường này không có giá trị trong văn bản
official-template-no-value-in = “{ $detail }” không có giá trị trong văn bản
official-template-structure = vòng lặp hoặc điều kiện mở ở đoạn, hàng, ô này nhưng đóng ở chỗ khác; dùng thẻ tr cho cả hàng bảng, thẻ p cho cả đoạn
official-template-limit = điền mẫu vượt giới hạn khối lượng
official-template-fill = không điền được: { $mistake }
official-template-fill-in = không điền được “{ $tag }”: { $mistake }

## Giá trị mặc định
official-default-office = Sở Khoa học và Công nghệ
official-default-capacity = GIÁM ĐỐC
official-default-addressee = Ủy ban nhân dân tỉnh
official-default-communes = Ủy ban nhân dân các xã, phường, đặc khu
official-committee = Ủy ban nhân dân
official-committee-short = UBND
official-province-committee = Ủy ban nhân dân { $province }
official-as-above = Như trên
official-decision = Quyết định số { $number } ngày { $date } của Thủ tướng Chính phủ
official-set-subject = Tình hình thực hiện { $programme }
official-set-subject-province = Tình hình thực hiện { $programme } trên địa bàn { $province }
official-set-subject-partial = { $subject } (tổng hợp từ { $received }/{ $owed } đơn vị)
official-set-subject-period-partial = { $subject } (kỳ báo cáo: { $period }; tổng hợp từ { $received }/{ $owed } đơn vị)
official-set-subject-period = { $subject } (kỳ báo cáo: { $period })

## Văn bản soạn từ số liệu của hệ thống
official-round-request = Công văn số { $number }
official-round-request-dated = Công văn số { $number } ngày { $date }
official-round-to-commune = Ủy ban nhân dân { $name }
official-round-extended = được gia hạn đến { $date }
official-round-no-units = Danh sách không có đơn vị nào.
official-round-nobody-missing = Cả { $count } đơn vị đã gửi báo cáo, không có đơn vị nào để đôn đốc.
official-round-nobody-to-remind = Không có đơn vị nào chưa gửi báo cáo để đôn đốc.
official-round-no-reports = Chưa có báo cáo nào để tổng hợp.
official-round-no-deadline = Chưa ghi thời hạn gửi báo cáo (--deadline) nên không thể nói đơn vị nào chậm. Muốn nhắc đơn vị chưa gửi thì viết công văn đôn đốc.
official-round-before-deadline = Chưa hết thời hạn gửi báo cáo (ngày { $date }): chưa đơn vị nào chậm. Muốn nhắc đơn vị chưa gửi thì viết công văn đôn đốc.
official-round-nobody-late = Chưa có đơn vị nào chậm gửi báo cáo để thông báo.
official-round-unknown-unit = Danh mục không có đơn vị “{ $line }”: chỉ đối chiếu được theo tên.
official-round-namesakes = Có nhiều đơn vị tên “{ $line }”: ghi thêm tên tỉnh hoặc ghi mã đơn vị.
official-round-double-unit = Đơn vị “{ $line }” ghi hai lần trong danh sách, chỉ tính một lần.
official-round-other-period = { $file }: kỳ báo cáo “{ $period }” không phải kỳ này, không tính.
official-unit-authority = TM. { $committee }
official-unit-chair = CHỦ TỊCH
official-unit-opening = Thực hiện { $request } của { $addressee }, { $office } báo cáo kết quả thực hiện (số liệu tính đến hết ngày { $cut_off }) như sau:
official-unit-opening-plain = { $office } báo cáo kết quả thực hiện (số liệu tính đến hết ngày { $cut_off }) như sau:
official-unit-closing = Trên đây là báo cáo của { $office }, kính gửi { $addressee } tổng hợp
official-unit-indicators = Kết quả thực hiện các chỉ tiêu
official-kept-finding = { $text }
official-kept-template = Mẫu của cơ quan không điền được với văn bản này: { $problem }
