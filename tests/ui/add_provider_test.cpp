#include <QAbstractItemView>
#include <QClipboard>
#include <QRadioButton>

#include "ui/pages/providers/key_entry.h"
#include "ui/providers_fixture.h"

/// Adding a provider, step by step, over a fake gateway.
class AddProviderTest final : public ProvidersFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { openWindow(); }
    void cleanup() { m_window.reset(); }

    void aProviderIsAddedByKeyboardAlone()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTest::keyClick(m_page, Qt::Key_N, Qt::ControlModifier);
        auto *search = find<QLineEdit>("presetSearch");
        QTRY_VERIFY(search && search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("openai"));
        QTest::keyClick(search, Qt::Key_Return);
        auto *name = find<QLineEdit>("name");
        QTRY_VERIFY(name->hasFocus());
        QCOMPARE(name->text(), QStringLiteral("OpenAI 2")); // the plain name is taken
        QTest::keyClick(name, Qt::Key_Return);
        auto *secret = find<QLineEdit>("keySecret");
        QVERIFY(secret->hasFocus()); // it asks for the key first
        QTest::keyClicks(secret, QStringLiteral("sk-test-1"));
        QTest::keyClick(secret, Qt::Key_Return);
        auto *any = find<QRadioButton>("anyModel");
        QTRY_VERIFY(any->hasFocus()); // tested on the way
        QCOMPARE(lastCall("providers.try").body["key"].get<std::string>(), std::string("sk-test-1"));
        find<QPushButton>("formAct")->setFocus();
        QTest::keyClick(find<QPushButton>("formAct"), Qt::Key_Space);
        QTRY_VERIFY(called("providers.create"));
        const base::Json body = lastCall("providers.create").body;
        QCOMPARE(body["name"].get<std::string>(), std::string("OpenAI 2"));
        QCOMPARE(body["type"].get<std::string>(), std::string("openai"));
        QCOMPARE(body["base_url"].get<std::string>(), std::string("https://api.openai.com/v1"));
        QCOMPARE(body["key"].get<std::string>(), std::string("sk-test-1"));
        QVERIFY(body["any_model"].get<bool>());
        QTRY_VERIFY(!find<QWidget>("addProviderSheet"));
    }

    void aFoundRuntimeIsOneEnterAway()
    {
        openAdd();
        QTRY_VERIFY(called("providers.scan"));
        auto *list = find<QAbstractItemView>("presetList");
        QTRY_COMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Found on this computer"));
        QTest::keyClick(find<QLineEdit>("presetSearch"), Qt::Key_Return);
        QCOMPARE(find<QLineEdit>("base_url")->text(), QStringLiteral("http://127.0.0.1:11434/v1"));
        QTest::keyClick(find<QLineEdit>("name"), Qt::Key_Return);
        QTRY_VERIFY(find<QRadioButton>("onlyModels")->isVisible());
        find<QRadioButton>("onlyModels")->click();
        QVERIFY(!find<QPushButton>("formAct")->isEnabled()); // nothing is ticked
        auto *models = find<QAbstractItemView>("modelChoice");
        models->model()->setData(models->model()->index(1, 0), Qt::Checked, Qt::CheckStateRole);
        find<QPushButton>("formAct")->click();
        QTRY_VERIFY(called("providers.create"));
        const base::Json body = lastCall("providers.create").body;
        QVERIFY(!body.contains("key"));
        QVERIFY(body["models"] == base::Json::array({"gpt-5.2-mini"}));
    }

    void eachFailedStepIsShownAndMayBePassed_data()
    {
        QTest::addColumn<QString>("step");
        for (const char *step : {"address", "connect", "tls", "key", "models"})
            QTest::newRow(step) << named(step);
    }

    void eachFailedStepIsShownAndMayBePassed()
    {
        QFETCH(QString, step);
        m_fake->tried = {{"ok", false},
                         {"models", base::Json::array()},
                         {"steps", {FakeProviders::step(step.toStdString(), false, "<b>what it said</b>")}}};
        openConnection();
        find<QPushButton>("testConnection")->click();
        QTRY_VERIFY(find<QLabel>("stepDetail"));
        QCOMPARE(label("stepDetail"), QStringLiteral("<b>what it said</b>"));
        QCOMPARE(find<QLabel>("stepDetail")->textFormat(), Qt::PlainText);
        QCOMPARE(label("testWords"), QStringLiteral("It does not work yet"));
        QCOMPARE(find<QPushButton>("formAct")->text(), QStringLiteral("Continue anyway"));
        find<QPushButton>("formAct")->click();
        QVERIFY(find<QRadioButton>("anyModel")->isVisible());
    }

    void anErrorLandsAtItsField_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("param");
        QTest::addColumn<QString>("words");
        const int wrong = int(base::ErrorCode::Unprocessable);
        QTest::newRow("the address") << wrong << named("base_url") << named("no such host");
        QTest::newRow("the key") << wrong << named("key") << named("no keychain");
        QTest::newRow("a name that is taken")
            << int(base::ErrorCode::Conflict) << QString() << named("This name is taken.");
    }

    void anErrorLandsAtItsField()
    {
        QFETCH(int, code);
        QFETCH(QString, param);
        QFETCH(QString, words);
        m_client->answers["providers.create"] = [&](const auto &) -> FakeProviders::Answer {
            return base::fail(base::ErrorCode(code), words.toStdString(), param.toStdString());
        };
        openConnection();
        find<QPushButton>("formAct")->click();
        QTRY_VERIFY(find<QRadioButton>("anyModel")->isVisible());
        find<QPushButton>("formAct")->click();
        const QString wanted = param.isEmpty() ? named("name") : param;
        QTRY_COMPARE(wrongFields(), QStringList({wanted}));
        QVERIFY(find<QLineEdit>("name")->isVisible()); // back where the field stands
        QCOMPARE(find<QWidget>(qPrintable(wanted))->accessibleDescription(), words);
    }

    void obviousMistakesAreSaidAtOnce()
    {
        openConnection();
        auto *name = find<QLineEdit>("name");
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Groq"));
        QCOMPARE(wrongFields(), QStringList({named("name")}));
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Mine"));
        QCOMPARE(wrongFields(), QStringList());
        auto *address = find<QLineEdit>("base_url");
        address->setFocus();
        address->selectAll();
        QTest::keyClicks(address, QStringLiteral("api.example.com"));
        QTest::keyClick(address, Qt::Key_Tab);
        QCOMPARE(wrongFields(), QStringList({named("base_url")}));
        const auto asked = m_client->log.size();
        find<QPushButton>("testConnection")->click();
        QCOMPARE(m_client->log.size(), asked); // nothing wrong is sent
    }

    void theFileOfAServiceAccountCanBePasted()
    {
        QVERIFY(!ui::keyForm(QStringLiteral("vertex")).isEmpty());
        QVERIFY(ui::keyForm(QStringLiteral("openai")).isEmpty());
        const QString account = QStringLiteral("{\n  \"type\": \"service_account\",\n  \"private_key\": \"x\"\n}");
        ui::KeyEntry entry(QStringLiteral("Key"));
        QGuiApplication::clipboard()->setText(account);
        entry.findChild<QLineEdit *>(QStringLiteral("keySecret"))->paste();
        QCOMPARE(QString::fromStdString(base::textOr(entry.value())), account);
        QCOMPARE(entry.problem(), QString());
    }

    void escapeAsksBeforeItDiscards()
    {
        openConnection();
        auto *sheet = find<QWidget>("addProviderSheet");
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(sheet->isVisible());
        QCOMPARE(label("formWords"), QStringLiteral("Not saved yet. Close it again to discard."));
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!find<QWidget>("addProviderSheet"));
    }
};

QTEST_MAIN(AddProviderTest)

#include "add_provider_test.moc"
