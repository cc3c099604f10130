select posted_on as day, sum(good) as pieces from gone group by posted_on order by posted_on
