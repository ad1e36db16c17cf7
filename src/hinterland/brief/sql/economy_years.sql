-- The first and the last of some years for which a yearly level of what is held beside trade is there, where three years or more lie between.
SELECT concept, measure, currency, min(first_month) AS earliest, max(first_month) AS latest
FROM preferred
WHERE region = $region AND op = 'level' AND concept <> 'trade' AND scope IS NULL AND last_month = first_month + 11 AND first_month % 100 = 1
    AND first_month >= $first AND last_month <= $last
GROUP BY concept, measure, currency
HAVING max(first_month) - min(first_month) >= 300
ORDER BY concept
