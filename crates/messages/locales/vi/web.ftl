# Trang web và API.
