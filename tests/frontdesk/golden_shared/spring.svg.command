$ recur preview --mode weekly --days mon,thu --interval 2 --title Strength --at 10:30 --from 2027-03-01 --till 2027-05-31 --zone Europe/Riga --closed 2027-04-15 --format svg
