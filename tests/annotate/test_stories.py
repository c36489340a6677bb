"""What stories do with their people, each on a little story of its own: who speaks every quote."""

from __future__ import annotations

import pytest

from audiodrama.annotate import annotate
from audiodrama.model import Cast
from audiodrama.story import read_story


def speakers(text: str) -> list[str]:
    """Of each paragraph that speaks, once."""
    script = annotate(read_story(text.encode(), name="a.txt"), Cast())
    spoken = [line for line in script.lines if line.kind != "narration" and line.source]
    ends = {text.count("\n\n", 0, line.source.start): line.speaker for line in spoken if line.source}
    return list(ends.values())


def test_epithets_belong_to_their_owners() -> None:
    assert speakers(
        "Marta and Ilse Brandt ran the ferry. Marta was the elder by a year and the taller by a head. Ilse kept the books.\n\n"
        "“He has not paid,” said Ilse.\n\n“He never pays,” said Marta.\n\n"
        "A man in a straw hat came down to the landing. “Is there room for one more?” he asked.\n\n"
        "“There is always room,” said the taller sister. “There is not always credit.”\n\n"
        "“I have money,” said the man.\n\n“Show me,” said the shorter sister."
    ) == ["ILSE", "MARTA", "THE MAN IN A STRAW HAT", "MARTA", "THE MAN IN A STRAW HAT", "ILSE"]


def test_the_doctor_is_the_only_doctor() -> None:
    found = speakers(
        "Dr. Anwar Siddiq washed his hands. Lena sat on the bed with one sleeve up.\n\n“This will sting,” said Siddiq.\n\n"
        "“You said that last time,” said Lena.\n\n“And did it?” the doctor asked.\n\n“No.”\n\n"
        "“Then I was wrong last time,” said the doctor."
    )
    assert found == ["DR. ANWAR SIDDIQ", "LENA"] * 2 + ["DR. ANWAR SIDDIQ"]


def test_two_porters_are_two_roles() -> None:
    assert speakers(
        "A porter took her bag. “Which train, miss?” he asked.\n\n“The slow one,” said Hedda.\n\n"
        "Another porter looked up from his paper. “They are all slow,” he said.\n\n"
        "“Take no notice of him,” said the porter with the bag.\n\n“They are, though,” the other porter said."
    ) == ["THE PORTER", "HEDDA", "THE OTHER PORTER", "THE PORTER", "THE OTHER PORTER"]


def test_a_family_of_one_surname() -> None:
    assert speakers(
        "Mr. Osei carved. Mrs. Osei passed the plates. Miss Osei, who was home for a week, read a letter under the table, and"
        " young Kwame Osei fed the dog.\n\n“Put that away,” said Mrs. Osei.\n\n“It is from the college,” said Miss Osei.\n\n"
        "“Then read it out,” said Mr. Osei.\n\n“I would rather not,” said Miss Osei.\n\n“She has failed,” said Kwame.\n\n"
        "“Kwame!” said his mother."
    ) == ["MRS. OSEI", "MISS OSEI", "MR. OSEI", "MISS OSEI", "KWAME", "MRS. OSEI"]


def test_father_and_son_of_one_name() -> None:
    found = speakers(
        "Old Tom Bexley had built the boat, and young Tom Bexley had sunk it.\n\n“You might have looked at the chart,” said Old"
        " Tom.\n\n“I did look,” said young Tom.\n\n“At the chart?” said old Tom.\n\n“At the sea,” said Young Tom."
    )
    assert found == ["OLD TOM BEXLEY", "YOUNG TOM BEXLEY"] * 2


def test_nicknames_are_one_person() -> None:
    found = speakers(
        "Rosalind Bright was called Rosy by her brother and Miss Bright by everybody else. Her brother was Felix.\n\n"
        "“Rosy, where is the key?” said Felix.\n\n“On the hook,” said Rosalind.\n\n"
        "The grocer knocked. “Miss Bright? Your eggs,” said the grocer.\n\n“Come in,” said Miss Bright.\n\n"
        "“Rosy, it is not on the hook,” Felix called.\n\n“Then look under it,” said Rosy."
    )
    assert found == ["FELIX", "ROSALIND BRIGHT", "THE GROCER", "ROSALIND BRIGHT", "FELIX", "ROSALIND BRIGHT"]


@pytest.mark.parametrize("pet", ["Olu", "Ollie"])
def test_who_is_only_called_by_a_pet_name(pet: str) -> None:
    found = speakers(
        f"Olumide raised his hand. Steffi looked at him.\n\n“You don’t have to do that, {pet},” Steffi told him.\n\n"
        f"“Sorry,” said Olumide.\n\n“{pet}, put it down.”\n\n“It is down,” said Olumide."
    )
    assert found == ["STEFFI", "OLUMIDE", "STEFFI", "OLUMIDE"]


def test_the_i_who_gives_a_name_has_it() -> None:
    found = speakers(
        "I took the seat by the door, because I was tired. I put my feet up. I shut my eyes.\n\n"
        "“Are you asleep?” a girl asked me.\n\n“No,” I said. “My name’s Ines. What’s yours?”\n\n“I’m Bo,” said the girl.\n\n"
        "“Go to sleep, Bo,” I said."
    )
    assert (found[1], found[3]) == ("INES", "INES")
    assert found[0] == found[2] != "INES"


def test_her_name_is_not_the_name_of_who_says_so() -> None:
    found = speakers(
        "I met my father on the dock. I had come a long way, and I told him so.\n\n“There is somebody to meet,” Dad said."
        " “Her name’s Sheila.”\n\n“Who is she?” I asked.\n\n“Your sister,” Dad said.\n\n“Since when?” I said."
    )
    assert "SHEILA" not in found


def test_three_in_a_room() -> None:
    assert speakers(
        "Priya, Tom and Wendell sat on the roof with one blanket between them.\n\n“I can see your house,” said Tom.\n\n"
        "“You can see everybody’s house,” said Priya. “Wendell, give me the glass.”\n\n“It’s mine.”\n\n"
        "“It’s your uncle’s,” Priya said.\n\n“Tom, tell her,” said Wendell.\n\n“Tell her what?”\n\n"
        "“That possession is everything,” said Wendell."
    ) == ["TOM", "PRIYA", "WENDELL", "PRIYA", "WENDELL", "TOM", "WENDELL"]


def test_a_class_that_speaks_at_once_is_a_role() -> None:
    found = speakers(
        "The class stood up. Mr. Amadi put down his chalk.\n\n“Good morning,” said Mr. Amadi. “Who has fed the rabbit?”\n\n"
        "“Zora!” said the whole class.\n\n“Why me?” said Zora."
    )
    assert found[0] == "MR. AMADI"
    assert found[2] == "ZORA"
    assert "CLASS" in found[1]


def test_a_voice_on_the_telephone() -> None:
    found = speakers(
        "Nadia picked up the phone. “Hello?”\n\n“It’s the garage,” said a voice. “About your car.”\n\n“Is it dead?”\n\n"
        "“It’s resting,” said the voice.\n\nHer son looked up from the floor. “Who is it?” Sami asked.\n\n"
        "“The garage,” said Nadia."
    )
    assert found == ["NADIA", "THE VOICE", "NADIA", "THE VOICE", "SAMI", "NADIA"]


def test_a_letter_and_a_telegram_are_read_by_who_opens_them() -> None:
    found = speakers(
        "Ewan opened the letter and read it aloud. “Dear Ewan, we have sold the cow. Do not come home for her.”\n\n"
        "“Poor cow,” said Bridie.\n\nBridie tore open the telegram. It read: “ARRIVING FRIDAY STOP BRING BOAT STOP.”\n\n"
        "“What does he want with a boat?” said Ewan.\n\n“He wants to arrive in it,” said Bridie."
    )
    assert found == ["EWAN", "BRIDIE", "BRIDIE", "EWAN", "BRIDIE"]


def test_who_sings_a_song() -> None:
    found = speakers(
        "Bess sat on the wall and sang.\n\n♪ Over the hill and under the sky,\n♪ nobody’s there but the moon and I. ♪\n\n"
        "“That’s not how it goes,” said Walt.\n\n“It’s how I go,” said Bess."
    )
    assert found == ["BESS", "WALT", "BESS"]


def test_a_thought_is_heard_without_marks() -> None:
    script = annotate(
        read_story(
            "Colm looked at the bill. That can’t be right, he thought. He turned it over.\n\n“Is something wrong?” asked the"
            " waiter.\n\n“No,” said Colm.".encode(),
            name="a.txt",
        ),
        Cast(),
    )
    assert [(line.kind, line.speaker) for line in script.lines if line.kind == "thought"] == [("thought", "COLM")]


def test_a_quote_inside_a_quote_has_no_other_speaker() -> None:
    found = speakers(
        "Rosa and Paul washed up.\n\n“And then she said, ‘Not in my kitchen, Alan,’ and threw the fish at him,” said Rosa.\n\n"
        "“She never,” said Paul."
    )
    assert found == ["ROSA", "PAUL"]


def test_titles_and_scare_quotes_are_nobodys() -> None:
    found = speakers(
        "Ines had read “The Long Winter” twice, and she called it her “friend”. The word “snow” stood on every page.\n\n"
        "“Is it good?” asked Leo.\n\n“It is long,” said Ines."
    )
    assert found == ["LEO", "INES"]


def test_a_speaker_who_is_named_after_the_line() -> None:
    found = speakers(
        "A stranger stood in the doorway, dripping.\n\n“Is this the house with the lamp?”\n\n“It is,” said Marged. “Who is"
        " asking?”\n\n“I am Captain Rowe,” said the stranger. Captain Rowe took off his hat.\n\n“Then come in,” said Marged."
    )
    assert found == ["CAPTAIN ROWE", "MARGED", "CAPTAIN ROWE", "MARGED"]


def test_dash_dialogue() -> None:
    found = speakers(
        "Ada and Ben had the shop to themselves. Ada swept. Ben counted.\n\n— It is late, said Ada.\n\n— Is it?\n\n"
        "— Look at the clock, Ben, said Ada.\n\n— I am looking, said Ben."
    )
    assert found == ["ADA", "BEN", "ADA", "BEN"]


def test_an_alternation_yields_to_clear_evidence() -> None:
    found = speakers(
        "Ada Lowe and Ben Marsh had the shop to themselves. Ada swept. Ben counted.\n\n“Late,” said Ada.\n\n“Is it?”\n\n"
        "“Look at the clock.”\n\nA boy put his head in at the door. “Are you open?” said the boy.\n\n"
        "“No,” said Ben.\n\n“He means no,” said Ada."
    )
    assert found[-3:] == ["THE BOY", "BEN", "ADA"]


def test_he_and_she_go_on_meaning_who_was_looked_at() -> None:
    found = speakers(
        "Priya sat at the head of the table, and Lorna at its foot. Gareth stood.\n\n“How much is it?” said Gareth.\n\n"
        "They all looked at Lorna. She had put on her glasses, and was running a pencil down the page with the calm"
        " of a vet.\n\n“Forty-one pounds,” she said.\n\n“A week?” said Gareth."
    )
    assert found == ["GARETH", "LORNA", "GARETH"]


def test_who_is_described_is_nobody_new() -> None:
    found = speakers(
        "Wendell looked round. Sunny was on the iron stairs. She stood there with a mug in each hand, a slight young woman in a"
        " black sweater, and she had been there for some time. “I brought one for you,” she said.\n\n"
        "“Put it down,” said Wendell.\n\n“It is hot,” said Sunny."
    )
    assert found == ["SUNNY", "WENDELL", "SUNNY"]


def test_she_who_calls_somebody_by_name_is_not_the_one_she_calls() -> None:
    found = speakers(
        "Maud lived alone. Maud liked it. The bell rang, and Maud went to the door. Tilda stood there with a parcel.\n\n"
        "“This came to us,” Tilda said.\n\n“Thank you, Tilda,” she said, and shut the door."
    )
    assert found == ["TILDA", "MAUD"]


def test_a_list_of_people_makes_nobody_another() -> None:
    found = speakers(
        "There sat the General, De Vries, Pauline and I. The General had lost. De Vries had not.\n\n"
        "“What an idea,” cried the General.\n\n“Whose?” said De Vries.\n\n“Yours,” said the General."
    )
    assert found[0] == found[2] != found[1]
