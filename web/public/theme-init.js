// Runs before the first paint so that a chosen theme does not flash. A file of its own because the policy forbids inline scripts.
try {
  const theme = JSON.parse(localStorage.getItem('listening.theme') ?? '"system"')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // No storage, or an unreadable value: the system's theme is right.
}
