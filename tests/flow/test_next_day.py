"""The next day's report of an affair, in languages with capitals and without: most of what it says is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.flow.house import House
from tests.flow.reports import Report, report

KOREAN = (
    report(
        "노르다은행, 경쟁사 헬비아를 47억 유로에 인수",
        """
        노르다은행이 경쟁사인 헬비아를 현금과 주식 47억 유로에 인수한다고 두 회사가 월요일 발표했다. 이 지역
        은행권에서 20년 만에 가장 큰 합병이다.

        헬비아 주주들은 주당 18.40유로를 받게 되며, 이는 금요일 종가보다 27퍼센트 높은 가격이다. 헬비아 주가는 장
        초반 24퍼센트 올랐다.

        합병 은행은 고객 930만 명과 직원 3만1000명을 두게 된다. 그룹을 이끌 요나스 할메 최고경영자는 연간
        3억5000만 유로를 절감하고 지점 140곳을 닫을 계획이다.

        인수에는 공정경쟁 당국의 승인이 필요하며 11월에 마무리될 전망이다. 노조는 일자리 2600개가 사라질 것을
        우려하고 있다.
        """,
    ),
    report(
        "헬비아 품은 노르다… 은행권 지각변동 예고",
        """
        오랜 맞수였던 두 은행이 한 지붕 아래 들어간다. 월요일 공개된 합의에 따르면 노르다는 헬비아 주식 한 주에
        18.40유로씩, 모두 47억 유로를 치른다.

        요나스 할메는 비용 절감을 약속했지만 대가로 점포 140곳이 문을 닫는다. 노조 측은 최대 2600명이 직장을 잃을
        것으로 본다.
        """,
    ),
    report(
        "경쟁당국, 노르다의 헬비아 인수에 제동",
        """
        공정경쟁 당국이 화요일 노르다은행의 헬비아 인수를 잠정 금지했다. 이르야 살미넨 위원장은 합병 은행이
        주택대출 시장의 절반 이상을 차지하게 된다고 밝혔다.

        헬비아 주가는 19퍼센트 떨어졌다. 요나스 할메 최고경영자는 47억 유로 규모의 이번 거래를 법원으로
        가져가겠다고 말했다.

        헬비아 주주들은 주당 18.40유로를 받을 예정이었다. 노조는 일자리 2600개가 사라질 것을 우려해 왔고, 합병
        은행은 고객 930만 명과 직원 3만1000명을 두게 될 전망이었다.
        """,
    ),
)


PORTUGUESE = (
    report(
        "Banco Norda compra o rival Helvia por 4,7 mil milhões de euros",
        """
        O Banco Norda vai comprar o rival Helvia por 4,7 mil milhões de euros em dinheiro e ações, anunciaram as duas
        empresas na segunda-feira. É a maior fusão do setor bancário da região em 20 anos.

        Os acionistas do Helvia receberão 18,40 euros por ação, um prémio de 27 por cento sobre o fecho de sexta-feira.
        As ações do Helvia subiram 24 por cento no início da sessão.

        O banco resultante terá 9,3 milhões de clientes e 31.000 trabalhadores. O presidente executivo Jonas Halme, que
        vai liderar o grupo, quer poupar 350 milhões de euros por ano e fechar 140 balcões.

        A operação precisa do aval da autoridade da concorrência e deverá ficar concluída em novembro. O sindicato
        receia a perda de 2.600 postos de trabalho.
        """,
    ),
    report(
        "Norda fica com o Helvia e abala o mercado da banca",
        """
        Dois velhos concorrentes juntam-se. Pelo acordo divulgado na segunda-feira, o Norda paga aos donos do Helvia
        18,40 euros por cada título, 4,7 mil milhões ao todo.

        Jonas Halme promete cortar custos, mas 140 agências vão encerrar. Nas contas do sindicato, até 2.600 pessoas
        podem ficar sem emprego.
        """,
    ),
    report(
        "Autoridade da concorrência trava compra do Helvia pelo Norda",
        """
        A autoridade da concorrência trava para já a compra do Helvia pelo Banco Norda, segundo uma decisão de
        terça-feira. Segundo a presidente Irja Salminen, o novo banco dominaria mais de metade do crédito à habitação.

        As ações do Helvia caíram 19 por cento. Jonas Halme disse que o Norda levará a tribunal o negócio de 4,7 mil
        milhões de euros.

        Os acionistas do Helvia iam receber 18,40 euros por ação. O sindicato receava a perda de 2.600 postos de
        trabalho, e o banco resultante teria 9,3 milhões de clientes e 31.000 trabalhadores.
        """,
    ),
)


@pytest.mark.parametrize("takeover", [pytest.param(KOREAN, id="ko"), pytest.param(PORTUGUESE, id="pt")])
async def test_what_came_of_it_is_told_the_next_day(house: House, takeover: Sequence[Report]) -> None:
    """An authority stops the takeover: no word of its headline is rare, but its first sentence says them again."""
    *same_day, last = takeover
    house.configure("agency", "paper")
    for one in same_day:
        house.reports("agency", one)
        await house.watch()
    house.later(26 * 3600.0)
    house.tells("paper", replace(house.prints("paper", last), at=house.clock.now()))
    await house.watch()
    assert [title for _, title in house.told()][-1] == last.title
