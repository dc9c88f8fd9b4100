#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTest>

#include "ui/keys_fake.h"
#include "ui/pages/keys/keys_page.h"
#include "ui/pages/keys/list_values.h"
#include "ui/pages/keys/owner_models.h"
#include "ui/part.h"
#include "ui/people_fake.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/toast.h"

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList cellsOf(const QAbstractItemModel &model, int row)
{
    QStringList out;
    for (int column = 0; column < model.columnCount(); ++column)
        out += model.index(row, column).data().toString();
    return out;
}

QString dumped(const base::Json &json)
{
    return QString::fromStdString(json.dump());
}

} // namespace

/// Users and teams in the window, and what they have to do with keys.
class PeopleTest final : public QObject {
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
        m_people = std::make_unique<FakePeople>();
        m_people->addTeam("team_1", "Research");
        m_people->addTeam("team_2", "Empty");
        m_people->addUser("user_1", "mira", "team_1");
        m_people->addUser("user_2", "jonas")["disabled"] = true;
        base::Json &key = m_keys->add("docs-bot");
        key["user"] = "user_1";
        key["user_name"] = "mira";
        key["team"] = "team_1";
        key["team_name"] = "Research";
        key["limits"] = {{"requests_per_minute", 60}, {"tokens_per_minute", 120'000}, {"concurrent_calls", 4}};
        m_keys->add("loose");
        m_keys->serve(*m_client);
        m_people->serve(*m_client);
    }

    void theModelsKeepTheirPromises()
    {
        ui::UsersModel users;
        ui::TeamsModel teams;
        QAbstractItemModelTester usersTester(&users, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester teamsTester(&teams, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto rows = ui::parseUsers(base::Json{{"data", m_people->users}});
        users.setRows(rows);
        rows.front().keys = 2;
        users.setRows(rows);
        QCOMPARE(cellsOf(users, 0), (QStringList{u"mira mira@example.com"_s, u"Member"_s, u"Research"_s, u"2"_s, u"–"_s,
                                                 u"–"_s, u"Active"_s}));
        QCOMPARE(cellsOf(users, 1).last(), u"Disabled"_s);
        rows.pop_back();
        users.setRows(rows);
        QCOMPARE(users.rowCount(), 1);
        teams.setRows(ui::parseTeams(base::Json{{"data", m_people->teams}}));
        QCOMPARE(teams.rowCount(), 2);
    }

    void addressesAreCheckedAsTheGatewayDoes()
    {
        QCOMPARE(ui::networksProblem({u"192.0.2.7"_s, u"10.0.0.0/8"_s, u"::1"_s, u"2001:db8::/32"_s, u"0.0.0.0/0"_s}),
                 QString());
        for (const QString &wrong : {u"10.0.0.1/8"_s, u"10.0.0.0/33"_s, u"10.0.0.0/08"_s, u"10.0.0.0/"_s, u"10.0.0"_s,
                                     u"host.example"_s, u"2001:db8::1/32"_s, u"2001:db8::/129"_s, u"1.2.3.4/-1"_s})
            QVERIFY2(!ui::networksProblem({wrong}).isEmpty(), qPrintable(wrong));
    }

    void withoutPeopleThePageIsAboutKeysAlone()
    {
        m_client->answers.erase("users.list");
        m_client->answers.erase("teams.list");
        ui::KeysPage page(*m_client);
        page.show();
        m_client->settle();
        QVERIFY(!part<ui::SegmentedControl>(page, "keysChoice")->isVisible());
        page.showItem(u"new"_s);
        m_client->settle();
        QVERIFY(!part<QComboBox>(page, "keyUser")->isVisible());
    }

    void withNobodyThereNoOwnerIsAskedFor()
    {
        m_people->users.clear();
        m_people->teams.clear();
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_VERIFY(part<ui::SegmentedControl>(page, "keysChoice")->isVisible());
        page.showItem(u"new"_s);
        m_client->settle();
        QVERIFY(!part<QComboBox>(page, "keyUser")->isVisible());
    }

    void whatIsWantedOpensOnceItsListIsHere()
    {
        ui::KeysPage page(*m_client);
        page.show();
        page.showItem(u"users/user_1"_s);
        QVERIFY(!part<QWidget>(page, "userSheet"));
        QTRY_VERIFY(part<QWidget>(page, "userSheet"));
        QCOMPARE(part<QLineEdit>(page, "ownerName")->text(), u"mira"_s);
    }

    void keysOfADisabledOwnerAreDisabled_data()
    {
        QTest::addColumn<bool>("team");
        QTest::newRow("their user") << false;
        QTest::newRow("their team") << true;
    }
    void keysOfADisabledOwnerAreDisabled()
    {
        QFETCH(bool, team);
        (team ? m_people->teams : m_people->users).front()["disabled"] = true;
        ui::KeysPage page(*m_client);
        page.show();
        const QAbstractItemModel *keys = part<QTableView>(page, "keysTable")->model();
        const auto state = [keys](int row) { return keys->index(row, keys->columnCount() - 1).data().toString(); };
        QTRY_COMPARE(keys->rowCount(), 2);
        QTRY_COMPARE(state(1), u"Disabled"_s);
        QCOMPARE(state(0), u"Active"_s); // nobody's
    }

    void theListsAreChosenByKeyboard()
    {
        ui::KeysPage page(*m_client);
        page.show();
        auto *choice = part<ui::SegmentedControl>(page, "keysChoice");
        QTRY_VERIFY(choice->isVisible());
        QTest::keyClick(choice, Qt::Key_Right);
        auto *users = part<QTableView>(page, "usersTable");
        QTRY_VERIFY(users->isVisible());
        QVERIFY(!part<QTableView>(page, "keysTable")->isVisible());
        QTRY_COMPARE(users->model()->index(0, 3).data().toString(), u"1"_s);
        users->setFocus();
        users->setCurrentIndex(users->model()->index(0, 0));
        QTest::keyClick(users, Qt::Key_Return);
        QCOMPARE(part<QLineEdit>(page, "ownerName")->text(), u"mira"_s);
        QTest::keyClick(part<QWidget>(page, "userSheet"), Qt::Key_Escape);
        QTRY_VERIFY(!part<QWidget>(page, "userSheet"));
        QTest::keyClick(choice, Qt::Key_End);
        auto *teams = part<QTableView>(page, "teamsTable");
        QTRY_VERIFY(teams->isVisible());
        QTRY_COMPARE(cellsOf(*teams->model(), 0).mid(0, 3), (QStringList{u"Research"_s, u"1"_s, u"1"_s}));
    }

    void whatWasSpentIsShownWhereItIsKnown()
    {
        ui::KeysPage page(*m_client);
        page.resize(1200, 700);
        page.show();
        page.showItem(u"users"_s);
        auto *users = part<QTableView>(page, "usersTable");
        QTRY_COMPARE(users->model()->rowCount(), 2);
        QVERIFY(users->isColumnHidden(5));
        m_people->serveCosts(*m_client);
        page.refresh();
        QTRY_VERIFY(!users->isColumnHidden(5));
        QCOMPARE(users->model()->index(0, 5).data().toString(), u"$41.37"_s);
        page.showItem(u"teams"_s);
        auto *teams = part<QTableView>(page, "teamsTable");
        QTRY_COMPARE(teams->model()->index(0, 4).data().toString(), u"unpriced"_s);
    }

    void aUserIsAdded()
    {
        ui::KeysPage page(*m_client);
        page.show();
        page.showItem(u"users"_s);
        QTRY_VERIFY(part<QWidget>(page, "createUser")->isVisible());
        part<QPushButton>(page, "createUser")->click();
        auto *act = part<QPushButton>(page, "formAct");
        act->click();
        auto *name = part<ui::LineEdit>(page, "ownerName");
        QVERIFY(name->isInvalid());
        name->setText(u" anna "_s);
        auto *email = part<ui::LineEdit>(page, "userEmail");
        email->setText(u"nonsense"_s);
        auto *limit = part<ui::LineEdit>(page, "requests_per_minute");
        limit->setText(u"some"_s);
        act->click();
        QVERIFY(!name->isInvalid());
        QVERIFY(email->isInvalid());
        QVERIFY(limit->isInvalid());
        QCOMPARE(m_client->count("users.create"), 0);
        email->setText(u"anna@example.com"_s);
        limit->setText(u"60"_s);
        part<QRadioButton>(page, "operator")->click();
        auto *team = part<QComboBox>(page, "userTeam");
        QTRY_COMPARE(team->count(), 3);
        team->setCurrentIndex(team->findText(u"Research"_s));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(m_client->count("users.create"), 1);
        base::Json limits = FakePeople::noLimits();
        limits["requests_per_minute"] = 60;
        const base::Json want = {
            {"name", "anna"},     {"limits", limits}, {"tags", base::Json::array()}, {"email", "anna@example.com"},
            {"role", "operator"}, {"team", "team_1"}};
        QCOMPARE(dumped(m_client->last("users.create")->body), dumped(want));
        QTRY_COMPARE(part<QTableView>(page, "usersTable")->model()->rowCount(), 3);
    }

    void onlyWhatIsDifferentOfAUserIsSent()
    {
        ui::KeysPage page(*m_client);
        openUser(page, u"user_1"_s);
        part<QPushButton>(page, "formAct")->click();
        QCOMPARE(m_client->count("users.update"), 0); // nothing was different
        openUser(page, u"user_1"_s);
        part<ui::Switch>(page, "ownerDisabled")->click();
        part<QPushButton>(page, "formAct")->click();
        QTRY_COMPARE(m_client->count("users.update"), 1);
        QCOMPARE(dumped(m_client->last("users.update")->body),
                 dumped(base::Json{{"disabled", true}, {"if_version", 7}}));
    }

    void theGatewaysWordGoesToItsField()
    {
        m_client->answers["users.update"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Unprocessable, "too much", "limits.tokens_per_minute");
        };
        ui::KeysPage page(*m_client);
        openUser(page, u"user_1"_s);
        auto *tokens = part<ui::LineEdit>(page, "tokens_per_minute");
        tokens->setText(u"7"_s);
        part<QPushButton>(page, "formAct")->click();
        QTRY_VERIFY(tokens->isInvalid());
        m_client->answers["users.update"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Conflict, "changed", "if_version");
        };
        part<QPushButton>(page, "formAct")->click();
        QTRY_VERIFY(part<QLabel>(page, "formWords")->text().contains(u"changed elsewhere"_s));
    }

    void aPasswordIsShownOnce()
    {
        ui::KeysPage page(*m_client);
        openUser(page, u"user_1"_s);
        part<QPushButton>(page, "userPassword")->click();
        QTRY_VERIFY(part<QPushButton>(page, "makePassword"));
        m_client->settle();
        QCOMPARE(m_client->count("users.password"), 0); // not before it was said what it means
        part<QPushButton>(page, "makePassword")->click();
        QTRY_VERIFY(part<QLabel>(page, "newPassword"));
        QCOMPARE(part<QLabel>(page, "newPassword")->text(), QLatin1StringView(FakePeople::kPassword));
        part<QPushButton>(page, "passwordDone")->click();
        QTRY_VERIFY(!part<QLabel>(page, "newPassword"));
    }

    void signingOutIsSaid()
    {
        ui::KeysPage page(*m_client);
        openUser(page, u"user_1"_s);
        part<QPushButton>(page, "userSignOut")->click();
        QTRY_COMPARE(m_client->count("users.sign_out"), 1);
        QCOMPARE(m_client->last("users.sign_out")->path.front().second, std::string("user_1"));
    }

    void removingAUserSaysWhatGoesAndCanBeUndone()
    {
        ui::KeysPage page(*m_client);
        openUser(page, u"user_1"_s);
        m_client->settle();
        auto *remove = part<QPushButton>(page, "removeUser");
        QVERIFY2(remove->accessibleDescription().contains(u"1 key"_s), qPrintable(remove->accessibleDescription()));
        remove->click();
        auto *users = part<QTableView>(page, "usersTable");
        QCOMPARE(users->model()->index(0, 6).data().toString(), u"Removing"_s);
        ui::Toast::of(page).undo();
        QCOMPARE(users->model()->index(0, 6).data().toString(), u"Active"_s);
        openUser(page, u"user_1"_s);
        part<QPushButton>(page, "removeUser")->click();
        ui::Toast::of(page).say(u"another word"_s); // ends the offer
        QTRY_COMPARE(m_client->count("users.delete"), 1);
        QTRY_COMPARE(users->model()->rowCount(), 1);
    }

    void aTeamWithUsersStays()
    {
        ui::KeysPage page(*m_client);
        page.show();
        page.showItem(u"teams"_s);
        auto *teams = part<QTableView>(page, "teamsTable");
        QTRY_COMPARE(teams->model()->index(0, 1).data().toString(), u"1"_s);
        teams->setCurrentIndex(teams->model()->index(0, 0));
        QTest::keyClick(teams, Qt::Key_Return);
        QVERIFY(!part<QPushButton>(page, "removeTeam")->isEnabled());
        QTest::keyClick(part<QWidget>(page, "teamSheet"), Qt::Key_Escape);
        QTRY_VERIFY(!part<QWidget>(page, "teamSheet"));
        teams->setCurrentIndex(teams->model()->index(1, 0));
        QTest::keyClick(teams, Qt::Key_Return);
        QVERIFY(part<QPushButton>(page, "removeTeam")->isEnabled());
        part<QPushButton>(page, "removeTeam")->click();
        ui::Toast::of(page).say(u"another word"_s);
        QTRY_COMPARE(m_client->count("teams.delete"), 1);
    }

    void aKeyBringsItsOwnersTeamAlong()
    {
        ui::KeysPage page(*m_client);
        page.show();
        page.showItem(u"new"_s);
        auto *user = part<QComboBox>(page, "keyUser");
        QTRY_VERIFY(user->isVisible());
        QTRY_COMPARE(user->count(), 3);
        auto *team = part<QComboBox>(page, "keyTeam");
        QTRY_COMPARE(team->count(), 3);
        part<QLineEdit>(page, "keyName")->setText(u"x"_s);
        user->setCurrentIndex(user->findText(u"mira"_s));
        QCOMPARE(team->currentText(), u"Research"_s);
        QVERIFY(!team->isEnabled());
        part<QPushButton>(page, "saveKey")->click();
        QTRY_COMPARE(m_client->count("api_keys.create"), 1);
        const base::Json &body = m_client->last("api_keys.create")->body;
        QCOMPARE(body.at("user").get<std::string>(), std::string("user_1"));
        QCOMPARE(body.at("team").get<std::string>(), std::string("team_1"));
        QVERIFY(!body.contains("limits")); // nothing was said of them
    }

    void anOwnerIsForGood()
    {
        ui::KeysPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QTableView>(page, "keysTable")->model()->rowCount(), 2);
        page.showItem(u"key_1"_s);
        m_client->settle();
        QVERIFY(!part<QComboBox>(page, "keyUser")->isEnabled());
        QCOMPARE(part<QComboBox>(page, "keyUser")->currentText(), u"mira"_s);
        QCOMPARE(part<QComboBox>(page, "keyTeam")->currentText(), u"Research"_s);
        part<QPushButton>(page, "saveKey")->click();
        QCOMPARE(m_client->count("api_keys.update"), 0); // who else there is changes nothing
    }

private:
    void openUser(ui::KeysPage &page, const QString &id)
    {
        page.show();
        page.showItem(u"users"_s);
        auto *users = part<QTableView>(page, "usersTable");
        QTRY_VERIFY(users->model()->rowCount() > 0);
        m_client->settle();
        for (int row = 0; row < users->model()->rowCount(); ++row)
            if (users->model()->index(row, 0).data(ui::kIdRole) == id)
                Q_EMIT users->activated(users->model()->index(row, 0));
        QVERIFY(part<QWidget>(page, "userSheet"));
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeKeys> m_keys;
    std::unique_ptr<FakePeople> m_people;
};

QTEST_MAIN(PeopleTest)

#include "people_test.moc"
