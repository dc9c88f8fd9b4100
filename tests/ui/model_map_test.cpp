#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QTest>

#include "ui/pages/routing/target_editor.h"
#include "ui/pages/routing/weights_panel.h"
#include "ui/routing_fixture.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

/// The model map on the Routing page: aliases, their weights, and what holds without one.
class ModelMapTest final : public RoutingFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { end(); }
    void init() { startGateway(); }
    void cleanup() { m_page.reset(); }

    void aWeightIsSavedOnceItStandsStillAndCanBeHadBack()
    {
        openPage();
        auto *panel = part<ui::WeightsPanel>(*m_page, "weightsPanel");
        QTRY_VERIFY(panel->isVisible());
        const auto sliders = panel->findChildren<QSlider *>();
        QCOMPARE(sliders.size(), 4);
        sliders[0]->setValue(30);
        sliders[0]->setValue(20);
        QCOMPARE(sliders[0]->accessibleDescription(), u"Expected share: 33%"_s);
        QTRY_COMPARE(m_client->count("router.model_map.update"), 1);
        QCOMPARE(m_client->last("router.model_map.update")->body.at("targets")[0].at("weight").get<int>(), 20);
        QTRY_VERIFY(ui::Toast::of(*m_page).canUndo());
        ui::Toast::of(*m_page).undo();
        QTRY_COMPARE(m_fake->aliases[0]["targets"][0]["weight"].get<int>(), 60);
        QTRY_COMPARE(panel->findChildren<QSlider *>().size(), 4);
    }

    void anAliasIsMadeAndWrongTargetsAreToldWhereTheyAre()
    {
        openPage();
        QTRY_COMPARE(part<QTableView>(*m_page, "aliasesTable")->model()->rowCount(), 1);
        part<QPushButton>(*m_page, "newAlias")->click();
        QTRY_VERIFY(part<QLineEdit>(*m_page, "aliasName"));
        part<QLineEdit>(*m_page, "aliasName")->setText(u"smart"_s);
        part<QPushButton>(*m_page, "addTarget")->click();
        const auto editors = part<QWidget>(*m_page, "aliasSheet")->findChildren<ui::TargetEditor *>();
        QCOMPARE(editors.size(), 2);
        editors[1]->findChild<QComboBox *>(u"targetModel"_s)->setEditText(u"nothing"_s);
        m_client->answers["router.model_map.create"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "there is no such model", "targets[1].model");
        };
        part<QPushButton>(*m_page, "formAct")->click();
        const auto said = [&] {
            for (const QLabel *label : editors[1]->findChildren<QLabel *>())
                if (label->text() == u"there is no such model" && label->isVisible())
                    return true;
            return false;
        };
        QTRY_VERIFY(said());
        m_fake->serve(*m_client);
        part<QPushButton>(*m_page, "formAct")->click();
        QTRY_COMPARE(int(m_fake->aliases.size()), 2);
        QCOMPARE(m_fake->aliases[1]["targets"][0]["provider"].get<std::string>(), std::string("prov_OpenAI"));
    }

    void defaultsAreSavedAsTheyAreChosen()
    {
        openPage();
        auto *strategy = part<QComboBox>(*m_page, "defaultStrategy");
        QTRY_VERIFY(strategy->isEnabled());
        strategy->setCurrentIndex(strategy->findData(u"least_busy"_s));
        Q_EMIT strategy->activated(strategy->currentIndex());
        QTRY_COMPARE(m_fake->settings["strategy"].get<std::string>(), std::string("least_busy"));
        auto *model = part<QComboBox>(*m_page, "defaultModel");
        QCOMPARE(model->currentText(), u"fast"_s);
        model->setEditText(u"smart"_s);
        QTest::keyClick(model->lineEdit(), Qt::Key_Return);
        QTRY_COMPARE(m_fake->settings["default_model"].get<std::string>(), std::string("smart"));
        QCOMPARE(m_client->count("router.defaults"), 2);
    }

    void aSecondAttemptIsChosenByWhenAndHowMany()
    {
        m_fake->settings["hedge_percent"] = 7; // none of those on offer
        openPage();
        auto *when = part<QComboBox>(*m_page, "hedgingWhen");
        auto *most = part<QComboBox>(*m_page, "hedgingMost");
        QTRY_VERIFY(when->isEnabled());
        QCOMPARE(when->currentText(), u"never"_s);
        QVERIFY(!most->isVisible());
        const auto choose = [](QComboBox *box, int value) {
            box->setCurrentIndex(box->findData(value));
            Q_EMIT box->activated(box->currentIndex());
        };
        choose(when, 2000);
        QTRY_COMPARE(text(m_client->last("router.defaults")->body),
                     u"{\"hedging\":\"fixed\",\"hedge_after_ms\":2000}"_s);
        QTRY_VERIFY(most->isVisible());
        QCOMPARE(most->currentText(), u"7% of calls"_s);
        choose(most, 10);
        QTRY_COMPARE(text(m_client->last("router.defaults")->body), u"{\"hedge_percent\":10}"_s);
        choose(when, -1);
        QTRY_COMPARE(text(m_client->last("router.defaults")->body), u"{\"hedging\":\"p95\"}"_s);
    }
};

QTEST_MAIN(ModelMapTest)

#include "model_map_test.moc"
