"""A tiny source in each format, all of them invented: three or four members, three propositions."""

from __future__ import annotations

from pathlib import Path

OPEN_TABLES = {
    "members.csv": (
        "id,name,party,guild\nm1,Ada,Red,Smiths;Bakers\nm2,Bo,Red,Smiths\nm3,Cy,Blue,Bakers\nm4,Di,Blue,\n"
    ),
    "propositions.csv": (
        "id,text,slot,source,words,required,protected,topic\n"
        'p1,"Leave out ""all"", insert some",1,motion,4,,,roads\np2,Add a clause,2,amendment 1,3,yes,,roads\n'
        "p3,At the end add words,3,,,no,yes,\n"
    ),
    "responses.csv": (
        "member,proposition,response,time\nm1,p1,agree,2024-03-01T10:00:00.000Z\n"
        "m1,p2,disagree,2024-03-01T10:00:05.000Z\nm2,p1,pass,2024-03-01T10:01:00.000Z\n"
        "m3,p3,agree,2024-03-01T10:02:00.000Z\nm1,p1,disagree,2024-03-01T11:00:00.000Z\n"
    ),
    "relations.csv": "a,relation,b\np1,clashes,p2\np3,needs,p1\n",
    "redlines.csv": "member,group,proposition\nm4,,p1\n,party:Red,p3\n",
}

POLIS = {
    "votes.csv": (
        "timestamp,datetime,comment-id,voter-id,vote\n"
        "1435654192085,Tue Jun 30 15:49:52 WIB 2015,0,0,1\n1435656324267,Tue Jun 30 16:25:24 WIB 2015,0,1,1\n"
        "1435656324300,Tue Jun 30 16:25:24 WIB 2015,1,0,-1\n"
        "1435656329300,Tue Jun 30 16:25:29 WIB 2015,0,1,0\n"
    ),
    "comments.csv": (
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
        '1435654192085,x,0,7,2,0,1,"First, a ""quoted"" one"\n1435654192086,x,1,0,0,1,-1,Second\n'
        "1435654192087,x,2,0,0,0,0,Nobody saw it\n"
    ),
    "participants-votes.csv": (
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n0,0,1,2,1,1,1,-1\n1,1,0,1,0,0,0,\n"
    ),
    "summary.csv": "topic,What next?\nurl,https://example.org/2demo\nvoters,2\n",
}

POLIS_MATRIX = {"participants-votes.csv": POLIS["participants-votes.csv"]}


def commons(number: int, votes: str, ayes: int, noes: int) -> str:
    """Write a division file in the shape of the official download."""
    rows = "".join(
        f'"{name}","{party}","{seat}","{vote}",""\n'
        for (name, party, seat), vote in zip(
            (
                ("Ann Ash", "Red", "Ayton"),
                ("Ben Bay", "Red", "Beeham"),
                ("Col Cay", "Blue", "Ceeford"),
                ("Dee Day", "Blue", "Deeton"),
                ("Eve Elm", "Sinn F?in", "Eham"),
            ),
            votes.split("|"),
            strict=True,
        )
    )
    return (
        f"Division Number: {number}\nDivision Date: 27/03/2019\n\nMs Ash's motion {number}\n\n"
        f"Aye Count: {ayes}\nNoes Count: {noes}\n\nMembers recorded\n"
        f"Member,Party,Constituency,Vote,Proxy Member\n{rows}"
    )


COMMONS = {
    "Division1.csv": commons(386, "Aye|Teller - Ayes|No|No|No Vote Recorded", 1, 2),
    "Division2.csv": commons(387, "No|Aye|Aye|Teller - Noes|No Vote Recorded", 2, 1),
}

EUROPEAN_PARLIAMENT = {
    "votes.csv": (
        "identifier,mepid,eugroup,result\n10,1,EPP,for\n10,2,NA,against\n10,3,S&D,abstention\n"
        "11,1,PPE,against\n11,2,NI,for\n12,1,S&D,for\n12,3,S&D,for\n"
    ),
    "rollcalls.csv": (
        "identifier,date,report,desc,title,for,against,abstention\n"
        "10,2023-10-02 17:15:06,B9-1/2023,,Am 1,1,1,1\n"
        "11,2023-10-03 09:00:00,B9-1/2023,,§ 2,1,1,0\n12,2023-11-09 09:00:00,,,Vote final,2,0,0\n"
    ),
    "meps.csv": (
        "mepid,firstname,lastname,active,start,end,country,eugroup\n1,Ana,ALB,1,2019-07-02,,pt,S&D\n"
        "2,Bert,BOS,1,2019-07-02,2023-10-31,nl,NI\n3,Cleo,CRU,1,2019-07-02,,it,S&D\n4,Dan,DIN,1,2023-11-01,,fr,Greens/EFA\n"
    ),
    "texts.csv": "date,reference,title,committee\n,B9-1/2023,Rivers,ENVI\n",
}

PUBLIC_WHIP = {
    "votematrix.tsv": (
        "rowid\tdate\tvoteno\tBill\tmpid1\tmpid2\tmpid3\n30041\t2010-06-07\t1\tRoads\t2\t4\t-9\n"
        "30046\t2010-06-08\t2\tRails\t1\t5\t3\n30047\t2010-06-09\t3\tPorts\t4\t2\t2\n"
    ),
    "members.tsv": "mpid\tfirstname\tsurname\tparty\n1\tAnn\tAsh\tCon\n2\tBen\tBay\tLab\n3\tCol\tCay\tLab\n",
}

VOTEVIEW = {
    "votes_raw.csv": (
        '"legislator","state","icpsrLegis","party","1-1","1-2","1-3"\n"ASH (R AL)","AL",49700,"R",1,6,0\n'
        '"BAY (D AK)","AK",94659,"D",6,1,9\n"CAY (D CA)","CA",40300,"D",6,7,2\n'
    ),
    "votes_01.csv": (
        '"legislator","1-1","1-2","1-3"\n"ASH (R AL)",1,0,NA\n"BAY (D AK)",0,1,NA\n"CAY (D CA)",0,NA,1\n'
    ),
    "rollcalls.csv": (
        '"vote","date","session","question","description"\n'
        '"1-1",2005-01-06,1,"On the Objection","Shall it stand"\n'
        '"1-2",2005-01-26,1,"On the Nomination","A name"\n"1-3",2005-01-27,1,"On Passage","A bill"\n'
    ),
}

SWISS_COUNCIL = {
    "votes.csv": (
        "VoteDate,Conseil,AffairId,AffairTitle,VoteRegistrationNumber,VoteSubmissionText,4096,4097,4098\n"
        "2015-12-18 08:14:28,CN,10.426,Importations,12843,Loi,Oui,Non,\n"
        "2015-12-18 08:15:25,CN,13.105,Convention,12844,Texte,Abstention,Excusé,N'a pas participé\n"
    ),
    "parlementaires.csv": (
        ",Unnamed: 0,cantonName,faction,party,firstName,lastName\n0,4096,SZ,M-E,M-E,Ada,Aal\n"
        "1,4097,LU,V,V,Bea,Bär\n2,4098,LU,None,V,Cem,Cot\n"
    ),
}

MATRIX = {
    "answers.csv": (
        "member,party,p1,p2,p3\nAda,Red,agree,no,\nBo,Red,aye,against,pass\nCy,Blue,disagree,yes,absent\n"
    )
}

MATRIX_BY_DATE = {
    "House.csv": (
        "Name,Number,Date,Ada Ash,Bo Bay,Cy Cay\nDistrict,,,1,2,3\nParty,,,Red,Red,Blue\n"
        "Quorum,1,2023-01-03 12:14:00,Y,Y,N\nBill 1,2,2023-01-04 12:14:00,N,X,Y\n"
        "Bill 1,3,2023-01-05 12:14:00,E,Y,\n"
    )
}

POPOLO = {
    "votes.json": """{
 "persons": [{"id": "a", "name": "Ann Ash"}, {"id": "b", "name": "Ben Bay"}, {"id": "c", "name": "Col Cay"}],
 "organizations": [{"id": "house", "name": "The House", "classification": "legislature"},
  {"id": "red", "name": "Red", "classification": "party"},
  {"id": "blue", "name": "Blue", "classification": "party"}],
 "memberships": [{"person_id": "a", "organization_id": "house"},
  {"person_id": "b", "organization_id": "house", "start_date": "2012"},
  {"person_id": "c", "organization_id": "house", "end_date": "2013-05"},
  {"person_id": "a", "organization_id": "red"},
  {"person_id": "b", "organization_id": "red", "end_date": "2013-12-31"},
  {"person_id": "b", "organization_id": "blue", "start_date": "2014-01-01"}],
 "vote_events": [
  {"id": "e1", "organization_id": "house", "motion": {"text": "That the bill be read"},
   "start_date": "2013-01-01T12:00:00Z", "result": "pass",
   "votes": [{"voter_id": "a", "option": "yes"}, {"voter_id": "b", "option": "no"}]},
  {"id": "e2", "organization_id": "house", "motion": {"text": "That it pass"}, "start_date": "2014-02-01",
   "votes": [{"voter_id": "a", "option": "abstain"}, {"voter_id": "b", "option": "absent"}]}]}
"""
}

EXAMPLES: dict[str, dict[str, str]] = {
    "open-tables": OPEN_TABLES,
    "polis": POLIS,
    "polis-matrix": POLIS_MATRIX,
    "commons": COMMONS,
    "european-parliament": EUROPEAN_PARLIAMENT,
    "public-whip": PUBLIC_WHIP,
    "voteview": VOTEVIEW,
    "swiss-council": SWISS_COUNCIL,
    "matrix": MATRIX,
    "matrix-by-date": MATRIX_BY_DATE,
    "popolo": POPOLO,
}


def placed(files: dict[str, str], folder: Path) -> Path:
    """Write the files of an example into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder
