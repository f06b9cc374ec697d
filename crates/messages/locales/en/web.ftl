# Pages and API.
