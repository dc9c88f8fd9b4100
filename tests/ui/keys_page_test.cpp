#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
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
#include "ui/widgets/sheet.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/toast.h"

using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<ui::KeyRow> rowsOf(const FakeKeys &keys)
{
    return ui::parseKeys(base::Json{{"data", keys.rows}});
}

} // namespace

/// The client keys in the window: the list, the sheet, the one look at a new key, and what can be undone.
class KeysPageTest final : public QObject {
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
        m_keys->add("docs-bot")["last_used_at"] = FakeKeys::timeIn(-3);
        m_keys->add("ci", "operator")["expires_at"] = FakeKeys::timeIn(86'400 * 9);
        m_keys->add("pilot")["expires_at"] = FakeKeys::timeIn(-60);
        m_keys->add("laptop")["revoked_at"] = FakeKeys::timeIn(-60);
        m_keys->serve(*m_client);
    }

    void theModelKeepsItsPromises()
    {
        ui::KeysModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QDateTime now = QDateTime::currentDateTime();
        model.setRows(rowsOf(*m_keys), now);
        model.setUsage(ui::parseKeyUsage(*m_client->answers["usage.get"]({})));
        model.setFilter(u"ci"_s);
        QCOMPARE(model.rowCount(), 1);
        model.setFilter(u"sy-7Qf33"_s);
        QCOMPARE(model.data(model.index(0, 0)).toString(), u"pilot sy-7Qf33…"_s);
        model.setFilter({});
        m_keys->add("new");
        model.setRows(rowsOf(*m_keys), now);
        model.setWaiting({{u"key_1"_s, u"Revoking"_s}});
        QCOMPARE(model.rowCount(), 5);
        m_keys->rows.clear();
        model.setRows(rowsOf(*m_keys), now);
        QCOMPARE(model.rowCount(), 0);
    }

    void statesAndSumsAreTold()
    {
        ui::KeysModel model;
        model.setRows(rowsOf(*m_keys), QDateTime::currentDateTime());
        model.setUsage(ui::parseKeyUsage(*m_client->answers["usage.get"]({})));
        const auto cells = [&model](int row) {
            QStringList out;
            for (int column = 0; column < model.columnCount(); ++column)
                out += model.index(row, column).data().toString();
            return out;
        };
        const QStringList docs = cells(3);
        QCOMPARE(docs.mid(1, 5), (QStringList{u"–"_s, u"Member"_s, u"–"_s, u"1,482"_s, u"$4.14"_s}));
        QCOMPARE(docs.mid(6, 3), (QStringList{u"never"_s, u"3 s ago"_s, u"Active"_s}));
        const QStringList ci = cells(2);
        QCOMPARE(ci.at(5), u"unpriced"_s);
        QCOMPARE(ci.at(6), u"in 9 days"_s);
        QCOMPARE(ci.at(7), u"never"_s);
        QCOMPARE(cells(1).last(), u"Expired"_s);
        QCOMPARE(cells(0).last(), u"Revoked"_s);
        const ui::KeyCounts counts = model.counts();
        QCOMPARE(counts.active, 2);
        QCOMPARE(counts.expired, 1);
        QCOMPARE(counts.revoked, 1);
    }

    void aNameIsNeverMarkup()
    {
        m_keys->add("<b>bold</b>");
        ui::KeysModel model;
        model.setRows(rowsOf(*m_keys), QDateTime::currentDateTime());
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().startsWith(u"&lt;b&gt;"_s));
    }

    void withoutKeysTheFirstIsOffered()
    {
        m_keys->rows.clear();
        ui::KeysPage page(*m_client);
        page.show();
        auto *empty = part<QWidget>(page, "noKeys");
        QTRY_VERIFY(empty->isVisible());
        QVERIFY(!part<QWidget>(page, "keysTable")->isVisible());
        part<QPushButton>(page, "createFirstKey")->click();
        QVERIFY(part<QWidget>(page, "keySheet")->isVisible());
    }

    void aFilterThatFindsNothingCanBeCleared()
    {
        ui::KeysPage page(*m_client);
        page.show();
        auto *table = part<QTableView>(page, "keysTable");
        QTRY_COMPARE(table->model()->rowCount(), 4);
        auto *search = part<QLineEdit>(page, "keySearch");
        search->setText(u"nobody"_s);
        QTRY_VERIFY(!table->isVisible());
        search->clear();
        QTRY_VERIFY(table->isVisible());
    }

    void aNewKeyIsShownOnce()
    {
        ui::KeysPage page(*m_client);
        page.show();
        page.showItem(u"new"_s);
        auto *sheet = part<ui::Sheet>(page, "keySheet");
        part<QLineEdit>(page, "keyName")->setText(u" release-notes "_s);
        part<QComboBox>(page, "keyExpiry")->setCurrentIndex(2);
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(part<QLabel>(page, "newKey"));
        const admin::AdminCall *made = m_client->last("api_keys.create");
        QCOMPARE(made->body.at("name").get<std::string>(), std::string("release-notes"));
        QCOMPARE(made->body.at("role").get<std::string>(), std::string("member"));
        const QDateTime end =
            QDateTime::fromString(QString::fromStdString(made->body.at("expires_at").get<std::string>()), Qt::ISODate);
        QVERIFY(qAbs(QDateTime::currentDateTime().addDays(30).secsTo(end)) < 60);
        QCOMPARE(part<QLabel>(page, "newKey")->text().remove(u'\n'), QLatin1StringView(FakeKeys::kSecret));

        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(sheet->isVisible()); // not before it is stored
        auto *done = part<QPushButton>(page, "keyDone");
        QVERIFY(!done->isEnabled());
        part<QCheckBox>(page, "keyStored")->click();
        QVERIFY(done->isEnabled());
        done->click();
        QTRY_VERIFY(!part<QWidget>(page, "keySheet"));
        page.showItem(u"key_5"_s); // the same key again: nothing of it but its first letters
        for (const QLabel *label : page.findChildren<QLabel *>())
            QVERIFY(!label->text().remove(u'\n').contains(QLatin1StringView(FakeKeys::kSecret)));
    }

    void noCommandOfThePageReachesPastASheet()
    {
        ui::KeysPage page(*m_client);
        page.show();
        auto *table = part<QTableView>(page, "keysTable");
        QTRY_COMPARE(table->model()->rowCount(), 4);
        table->setCurrentIndex(table->model()->index(3, 0));
        page.showItem(u"new"_s);
        part<QLineEdit>(page, "keyName")->setText(u"x"_s);
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(part<QLabel>(page, "newKey"));
        for (const char *command : {"keys.create", "keys.edit", "keys.remove"})
            part<QAction>(page, command)->trigger();
        QVERIFY(part<QLabel>(page, "newKey")); // the only time that it is shown
        QVERIFY(!ui::Toast::of(page).canUndo());
        part<QCheckBox>(page, "keyStored")->click();
        part<QAction>(page, "keys.create")->trigger();
        QVERIFY(part<QLineEdit>(page, "keyName")->isVisible());
    }

    void theCopyButtonLendsTheKey()
    {
        {
            ui::KeysPage page(*m_client);
            page.show();
            page.showItem(u"new"_s);
            part<QLineEdit>(page, "keyName")->setText(u"x"_s);
            part<QPushButton>(page, "saveKey")->click();
            QTRY_VERIFY(part<QPushButton>(page, "copyKey"));
            part<QPushButton>(page, "copyKey")->click();
            QCOMPARE(QGuiApplication::clipboard()->text(), QLatin1StringView(FakeKeys::kSecret));
            QCOMPARE(part<QLabel>(page, "clipboardClock")->text(), u"The clipboard is cleared in 0:30."_s);
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    }

    void wrongFieldsAreToldWhereTheyAre()
    {
        ui::KeyForm form;
        form.show();
        auto *name = form.findChild<ui::LineEdit *>(u"keyName"_s);
        QVERIFY(!form.body());
        QVERIFY(name->isInvalid());
        name->setText(QString(100, u'名')); // 300 bytes
        QVERIFY(!form.body());
        QVERIFY(name->isInvalid());
        name->setText(u"fine"_s);
        auto *expiry = form.findChild<QComboBox *>(u"keyExpiry"_s);
        auto *date = form.findChild<QDateEdit *>(u"keyDate"_s);
        QVERIFY(!date->isVisible());
        expiry->setCurrentIndex(4);
        QVERIFY(date->isVisible());
        date->setDate(QDate::currentDate().addDays(-1));
        QVERIFY(!form.body());
        date->setDate(QDate::currentDate());
        const auto body = form.body();
        QVERIFY(body);
        const auto end = QString::fromStdString(body->at("expires_at").get<std::string>());
        QCOMPARE(QDateTime::fromString(end, Qt::ISODate).toLocalTime(), QDate::currentDate().addDays(1).startOfDay());
    }

    void theGatewaysWordGoesToItsField()
    {
        m_client->answers["api_keys.create"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Unprocessable, "no", "name");
        };
        ui::KeysPage page(*m_client);
        page.show();
        page.showItem(u"new"_s);
        auto *name = part<ui::LineEdit>(page, "keyName");
        name->setText(u"x"_s);
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(name->isInvalid());
        QVERIFY(part<QPushButton>(page, "saveKey")->isEnabled());
        m_client->answers["api_keys.create"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "secret detail");
        };
        part<QPushButton>(page, "saveKey")->click();
        auto *trouble = part<QLabel>(page, "keyTrouble");
        QTRY_VERIFY(trouble->isVisible());
        QVERIFY(!trouble->text().contains(u"secret"_s));
    }

    void onlyWhatIsDifferentIsSent()
    {
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 4);
        page.showItem(u"key_2"_s);
        part<QPushButton>(page, "saveKey")->click();
        QCOMPARE(m_client->count("api_keys.update"), 0); // nothing was different
        page.showItem(u"key_2"_s);
        part<QLineEdit>(page, "keyName")->setText(u"ci-2"_s);
        part<QLineEdit>(page, "keyModels")->setText(u"fast, ,smart "_s);
        part<QPushButton>(page, "saveKey")->click();
        QTRY_COMPARE(m_client->count("api_keys.update"), 1);
        const base::Json want = {{"name", "ci-2"}, {"allowed_models", {"fast", "smart"}}, {"if_version", 1}};
        QCOMPARE(QString::fromStdString(m_client->last("api_keys.update")->body.dump()),
                 QString::fromStdString(want.dump()));
        page.showItem(u"key_2"_s);
        part<QComboBox>(page, "keyExpiry")->setCurrentIndex(0);
        part<QPushButton>(page, "saveKey")->click();
        QTRY_COMPARE(m_client->count("api_keys.update"), 2);
        QVERIFY(m_client->last("api_keys.update")->body.at("expires_at").is_null());
        page.showItem(u"key_2"_s);
        part<ui::Switch>(page, "keyStrict")->click();
        part<QPushButton>(page, "saveKey")->click();
        QTRY_COMPARE(m_client->count("api_keys.update"), 3);
        QVERIFY(m_client->last("api_keys.update")->body.at("strict").get<bool>());
    }

    void revokingCanBeUndone()
    {
        ui::KeysPage page(*m_client);
        page.show();
        auto *table = part<QTableView>(page, "keysTable");
        QTRY_COMPARE(table->model()->rowCount(), 4);
        const auto state = [table] {
            return table->model()->index(3, table->model()->columnCount() - 1).data().toString();
        };
        page.showItem(u"key_1"_s);
        part<QPushButton>(page, "revokeKey")->click();
        QCOMPARE(state(), u"Revoking"_s);
        ui::Toast::of(page).undo();
        QCOMPARE(state(), u"Active"_s);
        m_client->settle();
        QCOMPARE(m_client->count("api_keys.revoke"), 0);
        page.showItem(u"key_1"_s);
        part<QPushButton>(page, "revokeKey")->click();
        ui::Toast::of(page).say(u"another word"_s); // ends the offer
        QTRY_COMPARE(m_client->count("api_keys.revoke"), 1);
        QTRY_COMPARE(state(), u"Revoked"_s);
    }

    void whatWasAskedForHappensWhenTheWindowCloses()
    {
        {
            ui::KeysPage page(*m_client);
            page.show();
            QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 4);
            page.showItem(u"key_1"_s);
            part<QPushButton>(page, "removeKey")->click();
            m_client->settle();
            QCOMPARE(m_client->count("api_keys.delete"), 0);
        }
        QCOMPARE(m_client->count("api_keys.delete"), 1);
    }

    void aFailureKeepsTheRows()
    {
        ui::KeysPage page(*m_client);
        page.show();
        auto *table = part<QTableView>(page, "keysTable");
        QTRY_COMPARE(table->model()->rowCount(), 4);
        m_client->answers["api_keys.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "detail");
        };
        page.refresh();
        QTRY_VERIFY(part<QWidget>(page, "banner")->isVisible());
        QCOMPARE(table->model()->rowCount(), 4);
    }

    void rowsOpenByKeyboard()
    {
        ui::KeysPage page(*m_client);
        page.show();
        auto *table = part<QTableView>(page, "keysTable");
        QTRY_COMPARE(table->model()->rowCount(), 4);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(3, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(part<QLineEdit>(page, "keyName")->text(), u"docs-bot"_s);
        QTest::keyClick(part<QWidget>(page, "keySheet"), Qt::Key_Escape);
        QTRY_VERIFY(!part<QWidget>(page, "keySheet"));
    }

    void everyFocusableWidgetHasAName()
    {
        ui::KeysPage page(*m_client);
        page.show();
        page.showItem(u"new"_s);
        part<QLineEdit>(page, "keyName")->setText(u"x"_s);
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(part<QLabel>(page, "newKey"));
        int walked = 0;
        for (QWidget *widget : page.findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        }
        QVERIFY(walked > 12);
        for (const QLabel *label : page.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeKeys> m_keys;
};

QTEST_MAIN(KeysPageTest)

#include "keys_page_test.moc"
