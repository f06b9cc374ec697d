//! Patterns of sentences, made up for this crate. See [`super::sentence::Speaker::say`] for the signs in them.

/// Wordings of the status column with how often each stands, in percent.
pub const STATUSES: [(&str, u64); 10] = [
    ("Đang thực hiện", 34),
    ("Đang triển khai", 14),
    ("Hoàn thành", 12),
    ("100%", 8),
    ("Đáp ứng", 8),
    ("Cơ bản đáp ứng yêu cầu", 6),
    ("Chưa thực hiện", 8),
    ("Theo tiến độ của tỉnh", 4),
    ("[95|96|97|98]%", 3),
    ("", 3),
];

/// What a unit says about itself before the annex.
pub const OVERVIEW: [&str; 9] = [
    "Trung tâm Phục vụ hành chính công {kind} [tiếp nhận|đã tiếp nhận] {whole} hồ sơ, trong đó [trực tuyến|nộp trực tuyến] {part} hồ sơ, trực tiếp {rest} hồ sơ.",
    "[Đã giải quyết|Kết quả giải quyết] {part}/{whole} hồ sơ [trước hạn và đúng hạn|đúng hạn], đạt {pct}%.",
    "[Toàn {kind} có|Trên địa bàn {kind} có] {part}/{whole} [người dân trong độ tuổi|công dân đủ điều kiện] [đã kích hoạt|kích hoạt thành công] tài khoản định danh điện tử, [đạt tỷ lệ|đạt] {pct}%.",
    "UBND {kind} ban hành {decision} [về việc thành lập|thành lập] Tổ công nghệ số cộng đồng {kind}; [hiện có|đến nay có] {dozens} tổ với {hundreds} thành viên.",
    "[Bố trí|Đã bố trí] kinh phí {hundreds} triệu đồng để [nâng cấp trang thiết bị|mua sắm máy tính và thiết bị mạng|duy trì hệ thống truyền thanh thông minh].",
    "Ban Chỉ đạo {kind} [họp {few} phiên|tổ chức {few} cuộc họp] để [đánh giá tiến độ|rà soát nhiệm vụ|tháo gỡ vướng mắc], [giao việc cho từng công chức|phân công rõ người, rõ việc|yêu cầu các thôn báo cáo hằng tuần].",
    "[Thực hiện|Triển khai] {plan}, {unit} [đã tổ chức|tổ chức] {few} lớp [tập huấn|bồi dưỡng] [kỹ năng số|sử dụng dịch vụ công trực tuyến|an toàn thông tin] cho {hundreds} lượt người.",
    "[Hạ tầng viễn thông|Mạng di động] phủ {part-small}/{whole} [thôn|khu dân cư], đạt {pct}%; [riêng|còn] thôn {hamlet} [sóng yếu|chưa có cáp quang|phải dùng trạm tạm].",
    "[Tỷ lệ thanh toán|Thanh toán] không dùng tiền mặt [tại Trung tâm|khi nộp phí, lệ phí] đạt {part}/{whole} giao dịch ({pct}%).",
];

/// Results in the annex.
pub const RESULTS: [&str; 22] = [
    "{part}/{whole} hộ gia đình [có kết nối Internet|lắp đặt cáp quang|dùng Internet băng rộng], đạt {pct}%.",
    "[Sóng 4G|Mạng 4G] phủ {part-small}/{whole} [thôn|khu dân cư], đạt {pct}%; [đang đề nghị|đã kiến nghị] doanh nghiệp [bổ sung trạm|lắp thêm trạm] tại thôn {hamlet}.",
    "[Hướng dẫn|Vận động] {hundreds} hộ [gắn biển địa chỉ số|cài đặt nền tảng địa chỉ số|quét mã địa chỉ số] [trong quý III|từ tháng 7 đến nay].",
    "[Đã cài đặt|Cài đặt] phần mềm diệt vi rút cho {part-small}/{whole} máy tính, đạt {pct}%.",
    "[Tổ chức|Mở] {few} lớp [tập huấn kỹ năng số|bồi dưỡng công dân số|hướng dẫn VNeID] cho {hundreds} [lượt người|người dân|đoàn viên, hội viên] tại [nhà văn hóa thôn {hamlet}|hội trường UBND {kind}|trường học].",
    "[Đăng|Phát] {dozens} tin, bài [trên trang thông tin điện tử|trên nhóm Zalo của {kind}|qua hệ thống loa thôn {hamlet}]; [lồng ghép|kết hợp] trong {few} cuộc họp [dân|chi bộ|Mặt trận].",
    "UBND {kind} ban hành {plan} [về phát triển kinh tế số|triển khai chuyển đổi số|về kỹ năng số] và {few} văn bản [đôn đốc|hướng dẫn|chỉ đạo].",
    "[Dự kiến|Phấn đấu] [hoàn thành trước ngày {soon}|tổ chức tổng kết ngày {soon}|nghiệm thu ngày {soon}].",
    "[Chưa phát sinh|Không phát sinh] trên địa bàn {kind}.",
    "[Chờ hướng dẫn|Thực hiện theo hướng dẫn] của Sở Khoa học và Công nghệ.",
    "[Trường Tiểu học|Trường Trung học cơ sở] {hamlet} [dạy|triển khai] {few} chuyên đề STEM cho {hundreds} học sinh.",
    "{part-small}/{whole} [doanh nghiệp|hợp tác xã, hộ kinh doanh] [sử dụng hóa đơn điện tử|dùng hợp đồng điện tử|có tài khoản sàn thương mại điện tử], đạt {pct}%.",
    "Đưa {dozens} sản phẩm [OCOP|nông sản|đặc trưng] lên sàn thương mại điện tử; [doanh thu|giá trị giao dịch] [ước đạt|đạt khoảng] {hundreds} triệu đồng.",
    "[Trạm y tế|Trường mầm non] [thu phí qua mã QR|thanh toán không dùng tiền mặt] với {part}/{whole} lượt giao dịch, đạt {pct}%.",
    "Thành lập {part-small} tổ tại {whole} thôn theo {decision}, [tổng số|gồm] {hundreds} thành viên.",
    "Có {whole} công dân đã cài đặt ứng dụng VNeID, trong đó {part} tài khoản đã kích hoạt và {rest} tài khoản chưa kích hoạt.",
    "[Ký kết|Ký] {few} thỏa thuận hợp tác với [doanh nghiệp viễn thông|ngân hàng|bưu điện] về [hỗ trợ người dân|thu hộ lệ phí|tuyên truyền chữ ký số].",
    "[Cấp|Hỗ trợ cấp] chứng thư chữ ký số cá nhân cho {part}/{whole} người dân, đạt {pct}%.",
    "[Số hóa|Đã số hóa] {part}/{whole} hồ sơ lưu trữ, đạt {pct}%, còn lại {rest} hồ sơ [sẽ số hóa|chuyển sang] quý sau.",
    "Công chức phụ trách [kiêm nhiệm nhiều việc|mới nhận nhiệm vụ|chưa được đào tạo chuyên sâu] nên [tiến độ còn chậm|kết quả còn hạn chế|phải nhờ đơn vị cung cấp hỗ trợ].",
    "[Rà soát|Cập nhật] {part}/{whole} bản ghi dữ liệu [dân cư|hộ tịch|đất đai], đạt {pct}%, [đồng bộ|chia sẻ] với [phần mềm của tỉnh|cơ sở dữ liệu dùng chung|hệ thống một cửa].",
    "[Khảo sát|Phỏng vấn] {hundreds} hộ tại thôn {hamlet} và thôn {hamlet} về [mức độ sử dụng|khả năng tiếp cận|nhu cầu học] dịch vụ số.",
];

/// Paragraphs that units copy from each other.
pub const COPIED: [&str; 6] = [
    "Công tác tuyên truyền được triển khai bằng nhiều cách làm gần gũi, từ loa thôn, họp chi bộ, họp dân đến các nhóm mạng xã hội, nhờ vậy đa số hộ dân đã biết tự nộp hồ sơ trực tuyến và tra cứu kết quả.",
    "Ban Chỉ đạo thường xuyên kiểm tra, nhắc việc, gắn trách nhiệm người đứng đầu từng bộ phận với kết quả số hóa, coi đây là căn cứ xếp loại công chức cuối năm và bình xét thi đua.",
    "Các tổ công nghệ số cộng đồng đến từng nhà hướng dẫn người lớn tuổi, hộ ở xa trung tâm cài ứng dụng, tạo tài khoản, thanh toán tiền điện, tiền nước và nhận trợ cấp qua tài khoản ngân hàng.",
    "Việc phối hợp giữa công an, đoàn thanh niên, hội phụ nữ và nhà trường được duy trì đều đặn vào sáng thứ bảy hằng tuần, qua đó số người cần hỗ trợ trực tiếp tại bộ phận một cửa giảm dần.",
    "Hạ tầng dùng chung được rà soát lại sau khi sắp xếp đơn vị hành chính, máy tính cũ được nâng cấp bộ nhớ, đường truyền dự phòng được lắp tại hai điểm tiếp nhận hồ sơ.",
    "Dữ liệu của các xã trước khi sáp nhập còn nằm rải rác ở nhiều phần mềm, phải nhập tay lại nhiều lần, mất thời gian đối chiếu và dễ sai sót khi tổng hợp báo cáo.",
];

/// Favourable conditions.
pub const FAVOURABLE: [&str; 4] = [
    "Được [sự quan tâm|sự chỉ đạo sát sao] của Đảng ủy, HĐND {kind}; [người dân hưởng ứng|nhân dân đồng thuận] [các nền tảng số|việc dùng dịch vụ công trực tuyến].",
    "[Đội ngũ công chức trẻ|Tổ công nghệ số cộng đồng] [nhiệt tình|chủ động|ham học hỏi], [có kỹ năng|nắm vững phần mềm].",
    "[Hạ tầng viễn thông|Đường truyền] [tương đối đồng bộ|được nâng cấp] sau khi sắp xếp đơn vị hành chính.",
    "[Doanh nghiệp viễn thông|Ngân hàng] trên địa bàn [hỗ trợ thiết bị|cử người hướng dẫn] [miễn phí|thường xuyên].",
];

/// What goes badly.
pub const DIFFICULT: [&str; 4] = [
    "[Hạ tầng mạng|Sóng di động] ở thôn {hamlet} còn yếu.",
    "Cán bộ phụ trách chuyển đổi số [còn kiêm nhiệm|thay đổi nhiều|chưa được đào tạo].",
    "[Người lớn tuổi|Một bộ phận người dân] [ngại dùng|chưa quen dùng] [điện thoại thông minh|dịch vụ công trực tuyến].",
    "[Phần mềm|Các hệ thống] [hay gián đoạn|chưa kết nối với nhau], [phải nhập liệu nhiều lần|mất thời gian xử lý].",
];

/// Why.
pub const CAUSES: [&str; 3] = [
    "[Địa hình chia cắt|Địa bàn rộng], [dân cư phân tán|đi lại khó khăn].",
    "[Kinh phí|Nguồn lực] dành cho chuyển đổi số [còn hạn hẹp|chưa được giao đầu năm].",
    "Một số [văn bản hướng dẫn|quy định] [ban hành chậm|chưa thống nhất].",
];

/// What units ask for.
pub const REQUESTS: [&str; 5] = [
    "Đề nghị Sở Khoa học và Công nghệ [mở thêm lớp|tổ chức lớp] tập huấn kỹ năng số cho [công chức cấp xã|thành viên Tổ công nghệ số cộng đồng].",
    "Đề nghị [doanh nghiệp viễn thông|Sở Khoa học và Công nghệ] [sớm phủ sóng|bổ sung trạm phát sóng] tại thôn {hamlet}.",
    "Đề nghị UBND tỉnh [hỗ trợ kinh phí|cấp kinh phí] [mua sắm máy tính|cho Tổ công nghệ số cộng đồng] năm 2026.",
    "Kiến nghị [tỉnh|các sở, ngành] [kết nối|liên thông] các phần mềm để [không phải nhập lại dữ liệu|giảm nhập liệu nhiều lần].",
    "Đề nghị [ban hành|sớm ban hành] định mức [chi|hỗ trợ] cho công chức chuyên trách chuyển đổi số.",
];
