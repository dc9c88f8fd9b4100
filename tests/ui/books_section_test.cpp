#include <memory>

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/pages/settings/books_section.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/part.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/sheet.h"

namespace {

using base::Json;
using base::Result;

Json rate(const char *currency, const char *from, const char *value)
{
    return {{"currency", currency}, {"from", from}, {"rate", value}};
}

/// A gateway that keeps settings and exchange rates.
struct FakeBooks {
    FakeAdminClient client{};
    Json settings{{"currency", "USD"}, {"keep_days", 0}, {"keep_megabytes", 500}};
    Json rates = Json::array({rate("EUR", "2026-01-01", "0.9231")});

    FakeBooks()
    {
        client.answers["settings.update"] = [this](const admin::AdminCall &call) -> Result<Json> {
            if (base::integerOr(base::at(call.body, "keep_days")) > 1'000'000)
                return base::fail(base::ErrorCode::Unprocessable, "must be a whole number from 0 to 1000000",
                                  "keep_days");
            if (base::at(call.body, "currency") == "CNY")
                return base::fail(base::ErrorCode::Unprocessable, "no exchange rate of that currency is known",
                                  "currency");
            settings.update(call.body);
            return settings;
        };
        client.answers["currencies.list"] = [this](const auto &) -> Result<Json> { return Json{{"data", rates}}; };
        client.answers["currencies.replace"] = [this](const admin::AdminCall &call) -> Result<Json> {
            for (std::size_t i = 0; i < call.body["rates"].size(); ++i)
                if (call.body["rates"][i]["rate"] == "0")
                    return base::fail(base::ErrorCode::Unprocessable, "must be a decimal",
                                      "rates[" + std::to_string(i) + "].rate");
            rates = call.body["rates"];
            return Json{{"data", rates}};
        };
    }
};

ui::SettingRow *rowOf(QWidget *control)
{
    for (QWidget *at = control; at != nullptr; at = at->parentWidget())
        if (auto *row = qobject_cast<ui::SettingRow *>(at))
            return row;
    return nullptr;
}

} // namespace

/// How the books are kept and shown, in the settings.
class BooksSectionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_books = std::make_unique<FakeBooks>();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1000, 700);
        m_section = new ui::BooksSection(m_books->client, m_window.get());
        m_section->resize(900, 400);
        m_window->show();
        QVERIFY(!line("keepDays")->isEnabled()); // nobody knows yet
        take();
    }
    void cleanup() { m_window.reset(); }

    void whatHoldsIsShown()
    {
        QCOMPARE(line("keepDays")->text(), QString());
        QCOMPARE(line("keepMegabytes")->text(), QStringLiteral("500"));
        QVERIFY(!line("keepDays")->accessibleName().isEmpty());
        QCOMPARE(currency()->count(), 2);
        QCOMPARE(currency()->currentText(), QStringLiteral("USD"));
    }

    void aBoundThatDeletesHasToBeMeant()
    {
        QLineEdit *days = line("keepDays");
        days->setFocus();
        QTest::keyClicks(days, QStringLiteral("90"));
        QVERIFY(button("saveKeepDays")->isVisible());
        QCOMPARE(button("saveKeepDays")->text(), QStringLiteral("Save and delete what is beyond"));
        line("keepMegabytes")->setFocus(); // to leave is not to mean it
        m_books->client.settle();
        QCOMPARE(m_books->client.count("settings.update"), 0);
        take();
        QCOMPARE(days->text(), QStringLiteral("90")); // what is typed stays
        button("saveKeepDays")->click();
        m_books->client.settle();
        QCOMPARE(base::integerOr(m_books->settings["keep_days"]), std::int64_t{90});
        QVERIFY(!button("saveKeepDays")->isVisible());
        days->setText(QString());
        QTest::keyClick(days, Qt::Key_Return);
        m_books->client.settle();
        QCOMPARE(base::integerOr(m_books->settings["keep_days"]), std::int64_t{0});
    }

    void escapeBringsBackWhatHolds()
    {
        QLineEdit *megabytes = line("keepMegabytes");
        megabytes->setFocus();
        QTest::keyClicks(megabytes, QStringLiteral("0"));
        QCOMPARE(megabytes->text(), QStringLiteral("5000"));
        QCOMPARE(button("saveKeepMegabytes")->text(), QStringLiteral("Save"));
        QTest::keyClick(megabytes, Qt::Key_Escape);
        QCOMPARE(megabytes->text(), QStringLiteral("500"));
        QVERIFY(!button("saveKeepMegabytes")->isVisible());
    }

    void whatIsWrongStandsAtItsRow()
    {
        QLineEdit *days = line("keepDays");
        days->setFocus();
        QTest::keyClicks(days, QStringLiteral("ninety"));
        QTest::keyClick(days, Qt::Key_Return);
        QCOMPARE(rowOf(days)->error(), QStringLiteral("Give a whole number, such as 90."));
        QCOMPARE(m_books->client.count("settings.update"), 0);
        days->selectAll();
        QTest::keyClicks(days, QStringLiteral("2000000"));
        QVERIFY(rowOf(days)->error().isEmpty());
        QTest::keyClick(days, Qt::Key_Return);
        m_books->client.settle();
        QVERIFY(rowOf(days)->error().contains(QStringLiteral("whole number")));
        QCOMPARE(days->text(), QStringLiteral("2000000"));
    }

    void aCurrencyIsChosenOfThoseWithARate()
    {
        QSignalSpy saved(m_section, &ui::BooksSection::saved);
        choose(QStringLiteral("EUR"));
        QCOMPARE(QString::fromStdString(m_books->settings["currency"]), QStringLiteral("EUR"));
        QCOMPARE(saved.count(), 1);
    }

    void aRefusedCurrencyGoesBack()
    {
        m_books->rates.push_back(rate("CNY", "2026-01-01", "7"));
        button("exchangeRates")->click();
        m_books->client.settle();
        button("formAct")->click();
        m_books->client.settle();
        choose(QStringLiteral("CNY"));
        QVERIFY(!rowOf(currency())->error().isEmpty());
        QCOMPARE(currency()->currentText(), QStringLiteral("USD"));
    }

    void ratesAreWrittenLineByLine()
    {
        button("exchangeRates")->click();
        m_books->client.settle();
        auto *text = part<QPlainTextEdit>(*m_window, "rates");
        QCOMPARE(text->toPlainText(), QStringLiteral("EUR 2026-01-01 0.9231"));
        const auto *field = qobject_cast<ui::FormField *>(text->parentWidget());
        text->setPlainText(QStringLiteral("EUR 2026-01-01 0.9231\n\nCNY 7"));
        button("formAct")->click();
        QVERIFY(field->hasError());
        QCOMPARE(m_books->client.count("currencies.replace"), 0);
        QCOMPARE(text->textCursor().blockNumber(), 2);
        text->setPlainText(QStringLiteral("EUR 2026-01-01 0.9231\n\ncny 2026-01-01 0"));
        QVERIFY(!field->hasError());
        button("formAct")->click();
        m_books->client.settle();
        QVERIFY(field->hasError()); // the second rate, on the third line
        QCOMPARE(text->textCursor().blockNumber(), 2);
        text->setPlainText(QStringLiteral("EUR 2026-01-01 0.9231\n\n cny  2026-01-01 7.0125 "));
        button("formAct")->click();
        m_books->client.settle();
        QCOMPARE(base::dump(m_books->rates[1]), base::dump(rate("CNY", "2026-01-01", "7.0125")));
        QVERIFY(part<ui::Sheet>(*m_window, "ratesSheet") == nullptr);
        QVERIFY(currency()->findText(QStringLiteral("CNY")) >= 0);
    }

    void ratesThatCouldNotBeReadAreNotReplaced()
    {
        m_books->client.answers["currencies.list"] = [](const auto &) -> Result<Json> {
            return base::fail(base::ErrorCode::Unavailable, "not now");
        };
        button("exchangeRates")->click();
        m_books->client.settle();
        QVERIFY(!button("formAct")->isEnabled());
        QVERIFY(!part<QPlainTextEdit>(*m_window, "rates")->isEnabled());
    }

private:
    void take()
    {
        m_section->setSettings(m_books->settings);
        m_books->client.settle();
    }
    QLineEdit *line(const char *name) const { return part<QLineEdit>(*m_window, name); }
    QPushButton *button(const char *name) const { return part<QPushButton>(*m_window, name); }
    QComboBox *currency() const { return part<QComboBox>(*m_window, "viewCurrency"); }
    void choose(const QString &name)
    {
        const int index = currency()->findText(name);
        QVERIFY(index >= 0);
        currency()->setCurrentIndex(index);
        Q_EMIT currency()->activated(index);
        m_books->client.settle();
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeBooks> m_books;
    std::unique_ptr<QWidget> m_window;
    ui::BooksSection *m_section = nullptr;
};

QTEST_MAIN(BooksSectionTest)
#include "books_section_test.moc"
