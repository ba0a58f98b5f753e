from kg.nlp.recogniser.calibration import Calibration


def test_without_a_fit_the_probability_stays() -> None:
    assert Calibration().confidence(0.42, "ORG") == 0.42


def test_a_label_that_is_often_wrong_is_less_sure() -> None:
    fitted = Calibration(1.0, {"PROGRAMME": -1.0})
    assert fitted.confidence(0.9, "PROGRAMME") < fitted.confidence(0.9, "PERSON")


def test_certainty_stays_below_one_in_the_odds() -> None:
    assert 0.99 < Calibration().confidence(1.0, "ORG") <= 1.0
