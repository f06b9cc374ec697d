app-progress-done = { $done } of { $total } files done
