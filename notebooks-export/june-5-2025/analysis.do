* Event study june-5-2025: reads the tables of this folder and shows averages and tests.
* Run it in the folder: do analysis.do
version 14
clear all

import delimited using "data/notices.csv", varnames(1) encoding("utf-8") bindquote(strict) maxquotedrows(unlimited) clear
list severity code message, noobs

import delimited using "data/fits.csv", varnames(1) encoding("utf-8") asdouble clear
local model = model[1]

import delimited using "data/aar.csv", varnames(1) encoding("utf-8") asdouble clear
keep if model == "`model'" & event_group == "all"
list rel_day n_events aar caar conf_low conf_high, noobs
twoway (bar aar rel_day) (rcap conf_low conf_high rel_day) (line caar rel_day), ///
    xtitle("sessions from the event") ytitle("abnormal return") legend(order(1 "AAR" 2 "95%" 3 "CAAR"))

import delimited using "data/car.csv", varnames(1) encoding("utf-8") asdouble clear
keep if model == "`model'"
bysort window_start window_end: summarize car, detail

import delimited using "data/tests.csv", varnames(1) encoding("utf-8") asdouble clear
keep if model == "`model'" & event_group == "all" & level == "caar"
list window_start window_end test variant statistic p_value p_adjusted status, noobs sepby(window_start window_end)
