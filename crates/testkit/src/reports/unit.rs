//! Communes of provinces that do not exist.

/// A made-up commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// "xã" or "phường".
    pub kind: &'static str,
    /// "Suối Trăng".
    pub name: String,
    /// "Vân Hải".
    pub province: String,
}

const FIRST: [&str; 40] = [
    "Suối", "Gò", "Đồi", "Bến", "Hố", "Vực", "Rộc", "Bàu", "Mỏm", "Truông", "Ghềnh", "Lạch", "Cồn", "Ngàn", "Vũng",
    "Khe", "Bưng", "Láng", "Trảng", "Đèo", "Hang", "Thác", "Rú", "Bãi", "Đập", "Mương", "Giồng", "Xẻo", "Dốc", "Nương",
    "Bờ", "Chòi", "Quán", "Rẫy", "Đìa", "Hói", "Lèn", "Nà", "Phai", "Tổng",
];
const SECOND: [&str; 42] = [
    "Trăng",
    "Lim",
    "Mận",
    "Thông",
    "Khói",
    "Ngải",
    "Sim",
    "Bằng Lăng",
    "Sậy",
    "Rêu",
    "Cỏ May",
    "Gạo",
    "Vông",
    "Chuồn",
    "Én",
    "Sáo",
    "Cò Lửa",
    "Nhạn",
    "Diều",
    "Vạc",
    "Mây",
    "Sương",
    "Nắng",
    "Gió",
    "Mưa Ngâu",
    "Đá Ong",
    "Cuội",
    "Phèn",
    "Vôi",
    "Cát Mịn",
    "Trầu",
    "Cau",
    "Mít",
    "Thị",
    "Bồ Kết",
    "Trám",
    "Sấu",
    "Dâu",
    "Tằm",
    "Kén",
    "Thoi",
    "Cửi",
];
const PROVINCE_FIRST: [&str; 6] = ["Vân", "Sơn", "Hải", "Lam", "Thạch", "Cẩm"];
const PROVINCE_SECOND: [&str; 6] = ["Khê", "Lũng", "Mạc", "Trà", "Vĩ", "Đoài"];

/// Communes in one province.
const PER_PROVINCE: usize = 98;

/// The unit with this number, from 0. Names do not repeat below 3,360.
#[must_use]
pub fn unit(number: usize) -> Unit {
    let names = FIRST.len() * SECOND.len();
    // Neighbours in number lie in one province and must not share the first word.
    let place = (number % names) * 11 % names;
    let province = number / PER_PROVINCE;
    Unit {
        kind: if (number / names).is_multiple_of(2) {
            "xã"
        } else {
            "phường"
        },
        name: format!("{} {}", FIRST[place % FIRST.len()], SECOND[place / FIRST.len()]),
        province: format!(
            "{} {}",
            PROVINCE_FIRST[province % PROVINCE_FIRST.len()],
            PROVINCE_SECOND[province / PROVINCE_FIRST.len() % PROVINCE_SECOND.len()]
        ),
    }
}

impl Unit {
    /// "xã Suối Trăng, tỉnh Vân Khê".
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}, tỉnh {}", self.kind, self.name, self.province)
    }
}
