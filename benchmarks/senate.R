# The 109th US Senate at one dimension by pscl's ideal(): 26,000 iterations, burn-in and thinning as by default.
# Usage: Rscript senate.R OUT.csv; prints the version and the elapsed seconds.
suppressMessages(library(pscl))
out <- commandArgs(trailingOnly = TRUE)[1]
data(s109)
set.seed(109)
elapsed <- system.time(
  fit <- ideal(s109, d = 1, maxiter = 26000, normalize = TRUE)
)["elapsed"]
write.csv(
  data.frame(legislator = rownames(fit$xbar), mean = fit$xbar[, 1]), out, row.names = FALSE
)
cat(as.character(packageVersion("pscl")), elapsed, "\n")
