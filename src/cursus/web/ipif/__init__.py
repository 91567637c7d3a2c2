"""IPIF 0.3.3, the exchange API of prosopographies, at compliance level 1: everything can be asked, nothing changed."""
