"""Voices that biographies use beside the commonest ones: lists, joined roles, what somebody is called by the way."""

from __future__ import annotations

import pytest

from tests.extract.story import told


def facts(body: str, prop: str) -> list[tuple[str, str, str | None]]:
    """(surname, value, EDTF) of one property."""
    return [(who, value, date) for who, kind, value, date, _ in told(body) if kind == prop]


@pytest.mark.parametrize(
    ("body", "prop", "want"),
    [
        # a date right before the subject, and a role that a comma and its own date join to the first
        (
            "On June 26, 1842 Marsh was appointed Chief of the General Staff, and, in October 1842, Deputy Minister of Defense.",
            "posting",
            [
                ("Marsh", "Chief of the General Staff", "1842-06-26"),
                ("Marsh", "Deputy Minister of Defense", "1842-10"),
            ],
        ),
        (
            "He was the Secretary of State of Ohio (1847–1849) and Ohio State Treasurer (1839–1845).",
            "posting",
            [
                ("Marsh", "Secretary of State of Ohio", "1847/1849"),
                ("Marsh", "Ohio State Treasurer", "1839/1845"),
            ],
        ),
        (
            "He was Minister of Marine, as well as Minister of Defense from 1849 to 1853.",
            "posting",
            [("Marsh", "Minister of Marine", None), ("Marsh", "Minister of Defense", "1849/1853")],
        ),
        (
            "Marsh was promoted to lieutenant colonel on April 20, 1819, and colonel on April 5, 1832.",
            "rank",
            [("Marsh", "lieutenant colonel", "1819-04-20"), ("Marsh", "colonel", "1832-04-05")],
        ),
        (
            "Marsh was promoted after five weeks of training to second lieutenant.",
            "rank",
            [("Marsh", "second lieutenant", None)],
        ),
        # a legislature is a posting, in whichever voice
        (
            "He began his career serving as a member of the Ohio House of Representatives from 1849 to 1855.",
            "posting",
            [("Marsh", "Ohio House of Representatives", "1849/1855")],
        ),
        (
            "In 1846 he was elected to a full term to the Ohio State Senate.",
            "posting",
            [("Marsh", "Ohio State Senate", "1846")],
        ),
        (
            "He sat as a member of the House of Commons for the northern district (1847–1853).",
            "posting",
            [("Marsh", "House of Commons", "1847/1853")],
        ),
        # units with a by-name, forces of two nations, strengths
        (
            "Given command of the 44th (Home Counties) Infantry Division, he went to Kent.",
            "posting",
            [("Marsh", "command of the 44th (Home Counties) Infantry Division", None)],
        ),
        (
            "He commanded the British and Hanoverian army.",
            "posting",
            [("Marsh", "British and Hanoverian army", None)],
        ),
        (
            "He met the 60,000-strong Army of the Rhine under Henry Thomas Dalby.",
            "posting",
            [("Dalby", "Army of the Rhine", None)],
        ),
        (
            "In 1842, Marsh was appointed Commanding General, Northern Department of Defence.",
            "posting",
            [("Marsh", "Commanding General, Northern Department of Defence", "1842")],
        ),
        # lists of awards, each with its own date
        (
            "He was awarded two Silver Stars, the Order of the Lion when it was created in 1847, and three Purple Hearts.",
            "award",
            [("Marsh", "Silver Stars", None), ("Marsh", "Order of the Lion", "1847"), ("Marsh", "Purple Hearts", None)],
        ),
        (
            "His deeds earned him many honours, including the Military Cross.",
            "award",
            [("Marsh", "Military Cross", None)],
        ),
        # veterans
        ("A veteran of the Crimean War, Marsh settled in Kent.", "battle", [("Marsh", "Crimean War", None)]),
        ("A Crimean War veteran, he settled in Kent.", "battle", [("Marsh", "Crimean War", None)]),
        ("He defeated Crimean War veteran John Dalby in the election.", "battle", []),
        # what lies behind "and" belongs to the clause's subject, not to the last object
        ("He met Henry Dalby and John Reger and was wounded in 1850.", "event", [("Marsh", "wounded", "1850")]),
        (
            "He led the 31st Brigade at Dover and a division at Bath, retiring as a colonel.",
            "rank",
            [("Marsh", "colonel", None)],
        ),
        # dates that are not the fact's
        ("After retiring from the army, Marsh founded a club in July 1843.", "event", [("Marsh", "retired", None)]),
        (
            "He became Minister of Marine, a position he held until Dalby's death in 1853.",
            "posting",
            [("Marsh", "Minister of Marine", "../1853")],
        ),
        ("He served in the War of 1812.", "battle", [("Marsh", "War of 1812", None)]),
        (
            "Promoted to colonel on October 24, 1841, Marsh was wounded at the Battle of South Mountain.",
            "battle",
            [("Marsh", "Battle of South Mountain", None)],
        ),
        (
            "He was elected governor of Ohio and served from January 1846 to March 2, 1847.",
            "posting",
            [("Marsh", "governor of Ohio", "1846-01/1847-03-02")],
        ),
        (
            "A graduate of the Royal Academy, Marsh fought in the Boxer Rebellion in 1840.",
            "education",
            [("Marsh", "Royal Academy", None)],
        ),
        (
            "He graduated from Kenyon College in Gambier, Ohio in August 1842 and from Harvard Law School in January 1845.",
            "education",
            [("Marsh", "Harvard Law School", "1845-01"), ("Marsh", "Kenyon College", "1842-08")],
        ),
        # what stands between commas has a subject of its own
        (
            "The governor, recognizing that Marsh was able, appointed him Colonel of the 21st Illinois Infantry.",
            "rank",
            [("Marsh", "Colonel", None)],
        ),
        (
            "Marsh is a politician and member of the Whig Party who has been the United States Representative for Ohio.",
            "posting",
            [("Marsh", "United States Representative for Ohio", None)],
        ),
        (
            "He was elected as a Whig to the 23rd and 24th Congresses (March 4, 1833 – March 4, 1837).",
            "posting",
            [("Marsh", "23rd and 24th Congresses", "1833-03-04/1837-03-04")],
        ),
        (
            "A retired Sergeant Major in the Army National Guard, Marsh is popular.",
            "rank",
            [("Marsh", "Sergeant Major", None)],
        ),
        # ranks behind a service, promotions out of turn, ships by their guns
        ("Marsh is a retired United States Air Force Colonel.", "rank", [("Marsh", "Colonel", None)]),
        (
            "Promoted below the zone to Lieutenant Colonel, he took command of the 354th Fighter Squadron in July 1844.",
            "rank",
            [("Marsh", "Lieutenant Colonel", None)],
        ),
        (
            "Given command of the 64-gun Agamemnon in 1843, he began a series of battles.",
            "posting",
            [("Marsh", "command of the 64-gun Agamemnon", "1843")],
        ),
        # weddings of two
        (
            "Marsh and Fanny Nisbet were married on 11 March 1847 in Kent.",
            "relative",
            [("Marsh", "Fanny Nisbet", "1847-03-11")],
        ),
        (
            "Marsh met Margaret Smith of Kent in early 1840, and they were married on June 21, 1841.",
            "relative",
            [("Marsh", "Margaret Smith", "1841-06-21")],
        ),
        # relatives of one name have facts of their own
        ("In 1838, his father, Bernard, a lawyer, died of typhus.", "death", [("Bernard", "", "1838")]),
        # the verb behind "who" is that of the one named before it
        (
            "Paul Reger replaced William Miller who left to become the Secretary of the Treasury.",
            "posting",
            [("Miller", "Secretary of the Treasury", None)],
        ),
        (
            "His assignments included Commander of the 153rd Battalion in Kent, operations officer of the 3rd Brigade, and "
            "chief of staff, I Corps.",
            "posting",
            [
                ("Marsh", "Commander of the 153rd Battalion", None),
                ("Marsh", "chief of staff, I Corps", None),
                ("Marsh", "operations officer of the 3rd Brigade", None),
            ],
        ),
        (
            "From 1809 to 1810, he deployed as a Lieutenant Colonel to Spain as the Battalion Commander of the 3rd Battalion.",
            "posting",
            [("Marsh", "Battalion Commander of the 3rd Battalion", "1809/1810")],
        ),
        # a party at the opening
        ("A Whig, he was first elected there.", "membership", [("Marsh", "Whig", None)]),
        # degrees whose school stands before "where"
        (
            "He attended the University of Ohio where he earned a Bachelor of Arts in 1829 and an MBA in 1836.",
            "education",
            [
                ("Marsh", "University of Ohio", None),
                ("Marsh", "University of Ohio", "1829"),
                ("Marsh", "University of Ohio", "1836"),
            ],
        ),
    ],
)
def test_voice(body: str, prop: str, want: list[tuple[str, str, str | None]]) -> None:
    assert sorted(facts(body, prop), key=str) == sorted(want, key=str)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("As an infantry officer, Marsh served abroad.", ("Marsh", "posting", "Marsh")),
        ("He was appointed General Inspector of the Ministry of Defense.", ("Marsh", "rank", "General")),
        ("He was a famous commander.", ("Marsh", "posting", "famous commander")),
        ("He joined the Army Reserve Officers' Training Corps in 1840.", ("Marsh", "branch", "Army Reserve")),
        ("Whilst Admiral John Dalby slept, he sailed.", ("Whilst Admiral John Dalby", "rank", "Admiral")),
        ("Marsh nearly died at birth in Bath.", ("Marsh", "death", "Bath")),
        ("It led to speculation that he would be awarded the Victoria Cross.", ("Marsh", "award", "Victoria Cross")),
        ("Marsh was recommended for the Medal of Honor.", ("Marsh", "award", "Medal of Honor")),
        ("Marsh mobilized eighteen soldiers to Fort Hood.", ("Marsh", "posting", "Fort Hood")),
        ("Next to his parents, Admiral Dalby had the greatest influence.", ("Marsh", "relative", "Admiral Dalby")),
        ("Marsh's brother Henry Dalby was captured. He was imprisoned in Bath.", ("Marsh", "event", "imprisoned")),
        ("Marsh is the father of Edward Halloran Marsh.", ("Marsh", "name", "Edward Halloran Marsh")),
        ("Marsh was born to Osman Dalby and his wife Melek in Bath.", ("Marsh", "relative", "spouse")),
    ],
)
def test_not_said(body: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in [(who, prop, value) for who, prop, value, _, _ in told(body)]
