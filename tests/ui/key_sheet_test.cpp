#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTest>

#include "ui/keys_fake.h"
#include "ui/pages/keys/key_form.h"
#include "ui/pages/keys/keys_model.h"
#include "ui/pages/keys/keys_page.h"
#include "ui/part.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/switch.h"

using namespace Qt::Literals::StringLiterals;

/// What can be set on a key beyond its name, and what becomes of the old one when it is rotated.
class KeySheetTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_keys = std::make_unique<FakeKeys>();
        m_keys->add("docs-bot");
        m_keys->serve(*m_client);
    }

    void rotatingAsksHowLongTheOldKeyWorks()
    {
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 1);
        page.showItem(u"key_1"_s);
        part<QPushButton>(page, "rotateKey")->click();
        m_client->settle();
        QCOMPARE(m_client->count("api_keys.rotate"), 0);
        QVERIFY(part<QLabel>(page, "rotateEnd")->text().startsWith(u"Both keys work until"_s));
        part<QRadioButton>(page, "3600")->click();
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(part<QLabel>(page, "newKey"));
        QCOMPARE(m_client->last("api_keys.rotate")->body.at("grace_s").get<int>(), 3600);
    }

    void itShowsHowFarLimitsAreUsed()
    {
        m_client->answers["api_keys.limits"] = [](const admin::AdminCall &call) -> base::Result<base::Json> {
            if (call.path.front().second != "key_1")
                return base::fail(base::ErrorCode::NotFound, "no such key");
            return base::Json{{"id", "key_1"},
                              {"data",
                               {{{"scope", "key"}, {"kind", "requests_per_minute"}, {"limit", 60}, {"used", 15}},
                                {{"scope", "team"},
                                 {"name", "<b>Research"},
                                 {"kind", "concurrent_calls"},
                                 {"limit", 4},
                                 {"used", 4}}}}};
        };
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 1);
        page.showItem(u"key_1"_s);
        QTRY_VERIFY(part<QWidget>(page, "limitBars")->isVisible());
        const auto bars = part<QWidget>(page, "limitBars")->findChildren<ui::ProgressBar *>();
        QCOMPARE(bars.size(), 2);
        QCOMPARE(bars[0]->accessibleName(), u"Calls in the last minute"_s);
        QCOMPARE(bars[0]->share(), 0.25);
        QCOMPARE(bars[1]->accessibleName(), u"Calls at once · <b>Research"_s);
        QCOMPARE(bars[1]->share(), 1.0);
        part<QPushButton>(page, "rotateKey")->click(); // that is about something else
        QVERIFY(!part<QWidget>(page, "limitBars"));
    }

    void withoutLimitsThereAreNoBars()
    {
        m_client->answers["api_keys.limits"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"id", "key_1"}, {"data", base::Json::array()}};
        };
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 1);
        page.showItem(u"key_1"_s);
        m_client->settle();
        QCOMPARE(m_client->count("api_keys.limits"), 1);
        QVERIFY(!part<QWidget>(page, "limitBars")->isVisible());
    }

    void aRefusedRotationSaysSo()
    {
        m_client->answers["api_keys.rotate"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "secret detail");
        };
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 1);
        page.showItem(u"key_1"_s);
        part<QPushButton>(page, "rotateKey")->click();
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(part<QLabel>(page, "rotateTrouble")->isVisible());
        QVERIFY(!part<QLabel>(page, "rotateTrouble")->text().contains(u"secret"_s));
        QVERIFY(part<QPushButton>(page, "saveKey")->isEnabled());
    }

    void bothKeysAreShownWhileBothWork()
    {
        base::Json &row = m_keys->rows.back();
        row["previous_prefix"] = "sy-Old1";
        row["previous_until"] = FakeKeys::timeIn(3600);
        ui::KeysModel model;
        const QDateTime now = QDateTime::currentDateTime();
        model.setRows(ui::parseKeys(base::Json{{"data", m_keys->rows}}), now);
        QCOMPARE(model.index(0, 0).data().toString(), u"docs-bot sy-7Qf31…, sy-Old1…"_s);
        QCOMPARE(model.index(0, model.columnCount() - 1).data().toString(), u"Rotating"_s);
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"The old key sy-Old1… works until"_s));
        model.setRows(ui::parseKeys(base::Json{{"data", m_keys->rows}}),
                      now.addSecs(7200)); // a list that was not asked for again
        QCOMPARE(model.index(0, model.columnCount() - 1).data().toString(), u"Active"_s);
    }

    void aKeyThatMustSignShowsWhatToSignWith()
    {
        m_client->answers["api_keys.update"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            base::Json out = m_keys->find(call);
            out["require_signature"] = true;
            out["signing_key"] = "sign-Wd2KpX7vMq0h";
            return out;
        };
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 1);
        page.showItem(u"key_1"_s);
        part<ui::Switch>(page, "keySign")->click();
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(part<QLabel>(page, "newSigningKey"));
        QCOMPARE(part<QLabel>(page, "newSigningKey")->text(), u"sign-Wd2KpX7vMq0h"_s);
        QVERIFY(!part<QLabel>(page, "newKey")); // that one is what it was
        const base::Json want = {{"require_signature", true}, {"if_version", 1}};
        QCOMPARE(QString::fromStdString(m_client->last("api_keys.update")->body.dump()),
                 QString::fromStdString(want.dump()));
    }

    void whatToSignWithMayBeElsewhere()
    {
        ui::KeyForm form;
        form.show();
        form.findChild<ui::LineEdit *>(u"keyName"_s)->setText(u"x"_s);
        auto *secret = form.findChild<ui::LineEdit *>(u"keySecret"_s);
        QVERIFY(!secret->isVisible());
        form.findChild<ui::Switch *>(u"keySign"_s)->click();
        QVERIFY(secret->isVisible());
        QVERIFY(!form.body()->contains("signing_secret")); // one is made
        secret->setText(u"my own secret"_s);
        QVERIFY(!form.body());
        QVERIFY(secret->isInvalid());
        secret->setText(u"env:SIGNING"_s);
        QCOMPARE(form.body()->at("signing_secret").get<std::string>(), std::string("env:SIGNING"));
        form.showError({.code = base::ErrorCode::Unavailable, .detail = "locked", .param = "signing_secret"});
        QVERIFY(secret->isInvalid());
    }

    void aHeldSecretIsNotSentAgain()
    {
        ui::KeyForm form;
        form.setRow(
            {.id = u"k"_s, .name = u"x"_s, .role = u"member"_s, .mustSign = true, .signingSecret = u"file:/s"_s});
        QVERIFY(form.body()->empty());
        form.findChild<ui::LineEdit *>(u"keySecret"_s)->setText(u"env:S"_s);
        QCOMPARE(form.body()->at("signing_secret").get<std::string>(), std::string("env:S"));
    }

    void rightsAreCheckedWhereTheyAre()
    {
        ui::KeyForm form;
        form.show();
        form.setProviders({{u"p1"_s, u"OpenAI"_s}, {u"p2"_s, u"Anthropic"_s}});
        form.findChild<ui::LineEdit *>(u"keyName"_s)->setText(u"x"_s);
        auto *addresses = form.findChild<ui::LineEdit *>(u"keyAddresses"_s);
        addresses->setText(u"10.0.0.0/8, 10.1.2.3/8"_s);
        QVERIFY(!form.body());
        QVERIFY(addresses->isInvalid());
        addresses->setText(u"10.0.0.0/8, ::1"_s);
        auto *tokens = form.findChild<ui::LineEdit *>(u"tokens_per_minute"_s);
        tokens->setText(u"-5"_s);
        QVERIFY(!form.body());
        QVERIFY(tokens->isInvalid());
        tokens->setText(u"120,000"_s);
        form.findChild<QCheckBox *>(u"p2"_s)->click();
        const auto body = form.body();
        QVERIFY(body);
        QVERIFY(body->at("allowed_ips") == base::Json({"10.0.0.0/8", "::1"}));
        QVERIFY(body->at("allowed_providers") == base::Json::array({"p2"}));
        QCOMPARE(body->at("limits").at("tokens_per_minute").get<int>(), 120'000);
        QVERIFY(body->at("limits").at("requests_per_minute").is_null());
        form.showError({.code = base::ErrorCode::Unprocessable, .detail = "no", .param = "allowed_ips[1]"});
        QVERIFY(addresses->isInvalid());
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeKeys> m_keys;
};

QTEST_MAIN(KeySheetTest)

#include "key_sheet_test.moc"
