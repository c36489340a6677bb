"""People without a name in short stories, and people who give their own."""

from __future__ import annotations

import pytest

from audiodrama.annotate.annotation import annotation
from audiodrama.model import Cast
from audiodrama.story import read_story


def speakers(text: str) -> list[str]:
    found = annotation(read_story(text.encode(), name="story"), Cast())
    return [found.people[utterance.speaker].name for utterance in found.utterances]


def test_an_old_man_beside_somebody_named_is_somebody_else() -> None:
    text = (
        "“You took your time,” said Mirela.\n\n“There was traffic,” said Ilie, and went down the hall.\n\n"
        "The old man sat by the window and did not look at him.\n\n“You've got fat,” said the old man.\n\n"
        "“It's the coat,” said Ilie. The old man looked at him for a long time."
    )
    assert speakers(text) == ["MIRELA", "ILIE", "THE OLD MAN", "ILIE"]


def test_a_boy_on_the_bench_is_who_he_says_he_is() -> None:
    text = (
        "Bev was closing the booth. There was a boy on the bench, nine years old.\n\n“What's your name?” Bev asked.\n\n"
        "“Tomasz.”\n\n“Are you lost, Tomasz?” said Bev.\n\n“No,” said the boy. “I'm early.”"
    )
    assert speakers(text) == ["BEV", "TOMASZ", "BEV", "TOMASZ"]


def test_a_name_between_two_sentences_is_the_speakers() -> None:
    text = (
        "Bev was closing the booth. A man in a mac came up the path.\n\n“We're shut,” said Bev.\n\n"
        "“I'm from the council,” said the man. “Gilbert Ames. I'm to look at the roof.”\n\n“Look away,” said Bev."
    )
    assert speakers(text) == ["BEV", "GILBERT AMES", "BEV"]


@pytest.mark.parametrize(
    "told",
    [
        "In the cave lay the dragon Morvane.",
        "In the cave lay the dragon, Morvane, asleep.",
        "There was a dragon named Morvane.",
        "The dragon was called Morvane.",
        "It was a dragon, whose name was Morvane.",
    ],
)
def test_a_noun_and_the_name_beside_it_are_one_person(told: str) -> None:
    text = (
        f"Sir Odo lit his lamp. {told} Sir Odo coughed.\n\n“You're wet,” said the dragon.\n\n“It rained,” said Sir Odo.\n\n"
        "“It does,” said Morvane.\n\n“Yes,” said Sir Odo.\n\n“Go home, little man,” said the dragon. Morvane yawned."
    )
    assert set(speakers(text)[::2]) == {"MORVANE"}


def test_whom_the_narrator_asks_for_a_name_is_not_the_narrator() -> None:
    text = (
        "I was sweeping when I saw the child. I put the broom down.\n\n“What's your name?” I said.\n\n“Tomasz.”\n\n"
        "“Are you lost, Tomasz?” I asked, and I sat down.\n\n“No.”\n\n“Good,” I said."
    )
    assert [name == "TOMASZ" for name in speakers(text)] == [False, True, False, True, False]


def test_a_voice_that_carries_is_its_owners() -> None:
    text = (
        "“Ask Grandad,” said Ellie to Ned.\n\n“Who left the gate open?” Ned's voice carried across the yard.\n\n"
        "“I heard that,” said Grandad.\n\n“Good,” said Ned."
    )
    assert speakers(text) == ["ELLIE", "NED", "GRANDAD", "NED"]


def test_the_suit_is_the_man_in_the_suit() -> None:
    text = (
        "I drove. The man in the grey suit had two phones.\n\n“Faster,” said the man in the grey suit.\n\n"
        "“It's wet,” I said.\n\n"
        "“Faster,” said the suit, and I drove faster."
    )
    assert len({speaker for speaker in speakers(text) if "SUIT" in speaker}) == 1


def test_his_mother_is_the_mother_who_came_with_him() -> None:
    text = (
        "I saw a mother and a boy by the road. It was raining. I stopped the van.\n\n“Get in,” I said.\n\n"
        "“He gets sick,” said the boy, and held up his fish.\n\n“Don't bother the gentleman,” said his mother."
    )
    assert speakers(text)[1:] == ["THE BOY BY THE ROAD", "THE MOTHER"]


def test_a_driver_nobody_introduced_is_somebody_else() -> None:
    text = "Jules laughed. “No way!” shouted Jules.\n\n“Keep it down back there!” called the driver.\n\n“Sorry,” said Jules."
    assert speakers(text) == ["JULES", "THE DRIVER", "JULES"]


def test_two_boys_are_told_apart() -> None:
    text = (
        "A tall boy leaned on the wall. A second boy sat beside him.\n\n“Lost something?” said the tall boy.\n\n"
        "“A pig?” said the second boy.\n\n“A pig,” said the tall boy."
    )
    assert speakers(text) == ["THE TALL BOY", "THE SECOND BOY", "THE TALL BOY"]


def test_my_brother_is_he_whose_name_follows() -> None:
    text = (
        "I met my brother Marcus at the pool. I was late.\n\n“You're late,” said Marcus.\n\n“I know,” I said.\n\n"
        "“You're always late,” my brother said."
    )
    assert speakers(text)[2] == "MARCUS"


def test_what_somebody_is_makes_nobody_new() -> None:
    text = (
        "“You're having a small one,” said Carmel. She was a big soft woman with a voice like a bell.\n\n"
        "“I am,” said Donal.\n\n"
        "“You are,” said Carmel."
    )
    found = annotation(read_story(text.encode(), name="story"), Cast())
    assert not any("WOMAN" in person.name for person in found.people)


def test_of_two_ranks_the_second_is_the_title() -> None:
    text = "“Begin,” said Detective Sergeant Brennan.\n\n“Where?” said Lyle.\n\n“Anywhere,” said Brennan."
    assert len(set(speakers(text))) == 2
    assert speakers(text)[0] == speakers(text)[2]


def test_any_noun_that_speaks_is_somebody() -> None:
    text = (
        "The Badger, the hedgehog, and the Mole went down to the river.\n\n“Is it late?” the hedgehog asked.\n\n"
        "“Very,” said the Badger.\n\n“Oh,” said the hedgehog."
    )
    assert speakers(text) == ["THE HEDGEHOG", "THE BADGER", "THE HEDGEHOG"]


def test_the_narrator_is_who_answers_to_the_name() -> None:
    text = (
        "I was in the ditch with Mackey. It was raining on us both.\n\n“Lindy?” said Mackey.\n\n“Grilled cheese,” I said.\n\n"
        "“You're wrong, Lindy,” said Mackey.\n\n“I am never wrong,” I said, and I slept."
    )
    assert speakers(text) == ["MACKEY", "LINDY", "MACKEY", "LINDY"]


def test_a_crowd_of_boys_is_no_trouble() -> None:
    text = "Ada and Ben walked on.\n\n" + "A boy ran by. " * 400 + "\n\n“Look out!” said a boy.\n\n“Sorry,” said Ada."
    assert speakers(text)[1] == "ADA"


def test_who_gives_a_name_has_it_though_nobody_calls_him_so() -> None:
    text = (
        "I stood at the road until a camper stopped. I got in.\n\n“I'm Bettina,” she said. “Have you eaten?”\n\n"
        "“I had crisps,” I said.\n\n“Crisps!” said Joss. Joss drove on."
    )
    assert speakers(text)[0] == "BETTINA"


def test_who_is_looked_at_is_no_place() -> None:
    text = (
        "“It's on the floor now,” Cosima called out. We all looked at her.\n\n“Leave it,” said Ines.\n\n"
        "Renzo looked at Cosima. Ines threw a rag to Cosima.\n\n“Fine,” said Cosima."
    )
    assert speakers(text) == ["COSIMA", "INES", "COSIMA"]


def test_a_word_of_assent_is_nobody() -> None:
    text = (
        "“I took the bread,” said Wick.\n\n“Accepted,” said the goat.\n\n“I can't sing,” said Florio.\n\n"
        "“Accepted. Next.”\n\n“I have no map,” I said. I looked at the goat, and I looked at Wick.\n\n“Accepted,” it said."
    )
    assert "ACCEPTED" not in speakers(text)


def test_one_letter_of_a_surname_is_its_owner() -> None:
    text = (
        "“One second, folks,” said Mr. Hathersage.\n\n“Mr. H, it moved,” said Ines.\n\n“Mr. H!” said Renzo.\n\n"
        "Mr. Hathersage came out.\n\n“Show me,” said Mr. Hathersage."
    )
    assert speakers(text) == ["MR. HATHERSAGE", "INES", "RENZO", "MR. HATHERSAGE"]


def test_a_thing_speaks_for_who_is_in_it() -> None:
    text = (
        "Mr. Hathersage was in the supply closet, and nobody told him.\n\n“It moved,” said Renzo.\n\n"
        "“One second,” said the closet.\n\n“It moved again,” said Renzo.\n\nMr. Hathersage came out. “Where?” he said."
    )
    assert speakers(text) == ["RENZO", "MR. HATHERSAGE", "RENZO", "MR. HATHERSAGE"]


def test_her_aunt_is_the_only_aunt() -> None:
    text = (
        "“It is a phone,” shouted Aunt Rosalba.\n\n“We know,” said Ines.\n\nInes looked at Renzo.\n\n"
        "“I can see you two,” said her aunt."
    )
    assert speakers(text) == ["AUNT ROSALBA", "INES", "AUNT ROSALBA"]


def test_a_voice_is_the_old_man_who_comes_in_behind_it() -> None:
    text = (
        "“Don't move,” said Renzo.\n\n“Let him,” a voice called down. A door creaked. An old man in a gown stood there.\n\n"
        "“Good evening,” said the old man."
    )
    assert len(set(speakers(text)[1:])) == 1


def test_who_is_called_on_the_phone_is_not_the_narrator() -> None:
    text = (
        "I was under the table. Mr. Hathersage had the phone in his hand.\n\n“Is it hot?” I said.\n\n"
        "“No, Delphine,” he said to the phone. “Delphine.”\n\n“He's busy,” I said.\n\n“Move, Lowrie,” said Ines.\n\n"
        "Nobody at that school had called me by my name before.\n\n“What?” I said."
    )
    assert [speakers(text)[number] for number in (0, 2, 4)] == ["LOWRIE"] * 3


def test_a_door_that_has_spoken_stays_itself() -> None:
    text = (
        "“Excuse me,” said Wick.\n\n“Password,” said the door.\n\nWick hid behind the door, and nobody came.\n\n"
        "“That is no password,” said the door.\n\n“Please,” said Wick."
    )
    assert speakers(text) == ["WICK", "THE DOOR", "THE DOOR", "WICK"]


def test_a_voice_that_is_seen_and_then_gives_a_name_is_one_person() -> None:
    text = (
        "“Don't move,” said Renzo.\n\n“Let him,” a voice called down. A door creaked. A boy in a gown stood there.\n\n"
        "“What's your name?” said Renzo.\n\n“I'm Corin.”\n\n“Good evening,” said Renzo."
    )
    found = annotation(read_story(text.encode(), name="story"), Cast())
    assert [found.people[utterance.speaker].name for utterance in found.utterances][1::2] == ["CORIN", "CORIN"]
    assert {(person.name, person.gender) for person in found.people} == {("RENZO", "male"), ("CORIN", "male")}


def test_who_gives_a_name_is_whom_the_tag_tells_of() -> None:
    text = (
        "A boy stood at the desk with his back to them. “Next,” said the nurse.\n\n“You are new,” said Renzo.\n\n"
        "“I'm Petra,” said the nurse.\n\n“Good,” said the boy."
    )
    found = speakers(text)
    assert found[:3] == ["PETRA", "RENZO", "PETRA"]
    assert found[3] != "PETRA"
