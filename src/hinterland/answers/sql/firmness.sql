-- How firm the figures are that count of the regions' trade in one stretch of months.
SELECT region, reliability
FROM preferred
WHERE op = 'level' AND concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value'
    AND first_month = $first AND last_month = $last AND reliability <> 'derived'
ORDER BY region
