"""What comes next and how likely it is: `joint` draws the months of all parts of a nation from the ledger's posterior, `forecast` sums
them, `future` evaluates claims on the paths, `answer`, `month_by_month` and `one_cell` report, `record` shows how good such forecasts
were."""
