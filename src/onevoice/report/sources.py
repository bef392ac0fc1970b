"""The papers behind the method, as the page cites them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A cited work.

    Attributes
    ----------
    key : str
        Its name on the page.
    citation : str
        Authors, year, title and place, in the language of the work.
    doi : str
        Digital object identifier.
    """

    key: str
    citation: str
    doi: str

    @property
    def label(self) -> str:
        """Authors and year."""
        return self.citation.partition(")")[0].replace("(", "")


SOURCES = (
    Source(
        "clinton",
        "Clinton, Jackman and Rivers (2004). The statistical analysis of roll call data. "
        "American Political Science Review 98.",
        "10.1017/S0003055404001194",
    ),
    Source(
        "jaakkola",
        "Jaakkola and Jordan (2000). Bayesian parameter estimation via variational methods. Statistics and "
        "Computing 10.",
        "10.1023/A:1008932416310",
    ),
    Source(
        "polson",
        "Polson, Scott and Windle (2013). Bayesian inference for logistic models using Pólya-Gamma latent "
        "variables. "
        "Journal of the American Statistical Association 108.",
        "10.1080/01621459.2013.829001",
    ),
    Source(
        "imai",
        "Imai, Lo and Olmsted (2016). Fast estimation of ideal points with massive data. "
        "American Political Science Review 110.",
        "10.1017/S000305541600037X",
    ),
    Source(
        "tierney",
        "Tierney and Kadane (1986). Accurate approximations for posterior moments and marginal densities. "
        "Journal of the American Statistical Association 81.",
        "10.1080/01621459.1986.10478240",
    ),
    Source(
        "little",
        "Little (2004). To model or not to model? Competing modes of inference for finite population "
        "sampling. "
        "Journal of the American Statistical Association 99.",
        "10.1198/016214504000000467",
    ),
    Source(
        "mullahy",
        "Mullahy (1986). Specification and testing of some modified count data models. Journal of "
        "Econometrics 33.",
        "10.1016/0304-4076(86)90002-3",
    ),
    Source(
        "holland",
        "Holland and Wainer, editors (1993). Differential item functioning. Routledge.",
        "10.4324/9780203357811",
    ),
    Source(
        "konya",
        "Konya, Schirch, Irwin and Ovadya (2023). Democratic policy development using collective dialogues "
        "and AI.",
        "10.48550/arXiv.2311.02242",
    ),
    Source("nash", "Nash (1950). The bargaining problem. Econometrica 18.", "10.2307/1907266"),
    Source(
        "polis",
        "Small and others (2021). Polis: scaling deliberation by mapping high dimensional opinion spaces. "
        "Recerca 26.",
        "10.6035/recerca.5516",
    ),
    Source(
        "wojcik",
        "Wojcik and others (2022). Birdwatch: crowd wisdom and bridging algorithms can inform understanding "
        "and reduce "
        "the spread of misinformation.",
        "10.48550/arXiv.2210.15723",
    ),
    Source(
        "wright",
        "Wright (1951). The genetical structure of populations. Annals of Eugenics 15.",
        "10.1111/j.1469-1809.1949.tb02451.x",
    ),
    Source(
        "rice",
        "Rice (1925). The behavior of legislative groups: a method of measurement. Political Science "
        "Quarterly 40.",
        "10.2307/2142407",
    ),
    Source(
        "hix",
        "Hix, Noury and Roland (2005). Power to the parties: cohesion and competition in the European "
        "Parliament, "
        "1979-2001. British Journal of Political Science 35.",
        "10.1017/S0007123405000128",
    ),
    Source(
        "fraley",
        "Fraley and Raftery (2002). Model-based clustering, discriminant analysis, and density estimation. "
        "Journal of the American Statistical Association 97.",
        "10.1198/016214502760047131",
    ),
    Source(
        "hubert",
        "Hubert and Arabie (1985). Comparing partitions. Journal of Classification 2.",
        "10.1007/BF01908075",
    ),
    Source(
        "newton",
        "Newton, Noueiry, Sarkar and Ahlquist (2004). Detecting differential gene expression with a "
        "semiparametric "
        "hierarchical mixture method. Biostatistics 5.",
        "10.1093/biostatistics/5.2.155",
    ),
    Source(
        "manski",
        "Manski (2003). Partial identification of probability distributions. Springer.",
        "10.1007/b97478",
    ),
    Source(
        "schoenemann",
        "Schönemann (1966). A generalized solution of the orthogonal Procrustes problem. Psychometrika 31.",
        "10.1007/BF02289451",
    ),
    Source(
        "breiman",
        "Breiman, Friedman, Stone and Olshen (1984). Classification and regression trees. Routledge.",
        "10.1201/9781315139470",
    ),
)
