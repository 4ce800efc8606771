# Event study june-5-2025: reads the tables of this folder and shows averages and tests.
# Run it in the folder: Rscript analysis.R

# What columns hold, by datapackage.json: left alone, R takes ids such as 007 for numbers and the symbol T for TRUE.
text_columns <- c("alignment", "bar_end", "bar_start", "code", "distribution", "event_group", "event_id", "event_time", "kind", "level", "market", "message", "model", "reason", "severity", "status", "symbol", "term", "test", "time_zone", "title", "variant")
date_columns <- c("estimation_end", "estimation_start", "event_date", "session")
read_table <- function(name) {
  table <- read.csv(file.path("data", paste0(name, ".csv")), na.strings = "", colClasses = "character", encoding = "UTF-8")
  for (column in names(table)) {
    cells <- table[[column]]
    # A text that a spreadsheet would run as a formula is written with an apostrophe before it.
    table[[column]] <- if (column %in% text_columns) sub("^'([-=+@\t\r])", "\\1", cells)
      else if (column %in% date_columns) as.Date(cells)
      else as.numeric(cells)
  }
  table
}
events <- read_table("events")
fits <- read_table("fits")
car <- read_table("car")
aar <- read_table("aar")
tests <- read_table("tests")
notices <- read_table("notices")

model <- fits$model[1]
group <- "all"
cat(sum(events$status == "included"), "of", nrow(events), "events are in the sample; model", model, "\n\n")

cat("What to mind first\n")
for (row in seq_len(nrow(notices))) {
  cat(strwrap(paste0(notices$severity[row], " ", notices$code[row], ": ", notices$message[row]), exdent = 2), sep = "\n")
}

path <- aar[aar$model == model & aar$event_group == group, ]
cat("\nAverage abnormal returns in percent\n")
print(data.frame(
  day = path$rel_day, n = path$n_events, aar = round(100 * path$aar, 3), caar = round(100 * path$caar, 3),
  low = round(100 * path$conf_low, 3), high = round(100 * path$conf_high, 3)), row.names = FALSE)

cat("\nTests of the windows' averages\n")
level <- tests[tests$model == model & tests$event_group == group & tests$level == "caar", ]
level$window <- paste0("[", level$window_start, ", ", level$window_end, "]")
print(level[, c("window", "test", "variant", "n_events", "statistic", "p_value", "p_adjusted", "status")],
  row.names = FALSE, digits = 4)

if (requireNamespace("ggplot2", quietly = TRUE)) {
  library(ggplot2)
  chart <- ggplot(path, aes(rel_day)) +
    geom_col(aes(y = aar), alpha = 0.4) +
    geom_linerange(aes(ymin = conf_low, ymax = conf_high)) +
    geom_line(aes(y = caar)) + geom_point(aes(y = caar)) +
    scale_y_continuous(labels = function(value) paste0(round(100 * value, 2), "%")) +
    labs(x = "sessions from the event", y = "abnormal return",
      title = "Average and cumulative average abnormal return")
  ggsave("aar.pdf", chart, width = 7, height = 4)
}
