#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

#include "ui/widgets/cell.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/row_window.h"

using ui::ColumnPlace;
using ui::DataColumn;
using ui::DataTable;
using ui::TableState;

namespace {

/// Three columns over numbers that count down; the id is the number.
class Calls final : public ui::RowWindow<int> {
public:
    using RowWindow::RowWindow;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 3; }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("Head %1").arg(section)) : QVariant();
    }

protected:
    QVariant rowData(int row, int column, int role) const override
    {
        const int *number = rowAt(row);
        if (!number)
            return {};
        if (role == ui::kIdRole)
            return QString::number(*number);
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("%1\t%2").arg(*number).arg(column)) : QVariant();
    }
};

std::vector<int> down(int from, int count)
{
    std::vector<int> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back(from - i);
    return rows;
}

std::vector<DataColumn> columns()
{
    return {{.id = QStringLiteral("time"),
             .layout = {100, 0},
             .sort = QStringLiteral("-time"),
             .shown = DataColumn::Shown::Always},
            {.id = QStringLiteral("name"), .layout = {0, 0}},
            {.id = QStringLiteral("cost"), .layout = {80, 0}, .sort = QStringLiteral("-cost")}};
}

/// A place above tables that keeps what they save.
class Shelf final : public QWidget, public ui::ColumnStore {
    Q_OBJECT
    Q_INTERFACES(ui::ColumnStore)
public:
    QByteArray loadColumns(const QString &table) const override { return kept.value(table); }
    void saveColumns(const QString &table, const QByteArray &state) override { kept[table] = state; }
    QMap<QString, QByteArray> kept{};
};

struct Fixture {
    Shelf shelf{};
    Calls model{};
    DataTable *table = nullptr;

    explicit Fixture(const QByteArray &saved = {})
    {
        if (!saved.isEmpty())
            shelf.kept[QStringLiteral("calls")] = saved;
        model.start(down(500, 100), 100);
        table = new DataTable(QStringLiteral("calls"), 32, &shelf);
        table->setModel(&model);
        table->arrange(columns(), QStringLiteral("-time"));
        (new QVBoxLayout(&shelf))->addWidget(table);
        shelf.resize(600, 400);
        shelf.show();
    }
    QHeaderView *head() const { return table->horizontalHeader(); }
    QStringList order() const
    {
        QStringList ids;
        for (const ColumnPlace &column : table->state().columns)
            ids += column.id;
        return ids;
    }
};

QAction *actionOf(QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

/// Columns that the reader arranges, and rows that stay selected.
class DataTableTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStateSurvivesItsEncoding()
    {
        const TableState state{.columns = {{QStringLiteral("b"), 120, true}, {QStringLiteral("a"), 0, false}},
                               .sort = QStringLiteral("-cost")};
        QCOMPARE(ui::parseTableState(ui::encodeTableState(state)).value(), state);
    }

    void bytesThatAreNoStateAreNone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("\x01\x02");
        QTest::newRow("another version") << QByteArray(R"({"version":2,"columns":[]})");
        QTest::newRow("an array") << QByteArray("[1]");
    }
    void bytesThatAreNoStateAreNone()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!ui::parseTableState(bytes));
    }

    void oddFieldsOfAStateDoNoHarm()
    {
        const auto state = ui::parseTableState(
            R"({"version":1,"columns":[{"id":"a","width":-5},{"id":"a"},{"id":7},3,{"id":"b","width":999999}]})");
        QVERIFY(state);
        QCOMPARE(state->columns.size(), 2U);
        QCOMPARE(state->columns[0].width, 0);
        QVERIFY(state->columns[1].width <= 4000);
    }

    void aStateOfOtherColumnsIsUsedAsFarAsItGoes()
    {
        const std::vector<ColumnPlace> today{{QStringLiteral("a"), 10, false},
                                             {QStringLiteral("new"), 20, false},
                                             {QStringLiteral("b"), 30, false},
                                             {QStringLiteral("rest"), 0, false}};
        const std::vector<ColumnPlace> saved{{QStringLiteral("rest"), 400, false},
                                             {QStringLiteral("gone"), 50, false},
                                             {QStringLiteral("b"), 35, true},
                                             {QStringLiteral("a"), 15, false}};
        const std::vector<ColumnPlace> want{{QStringLiteral("rest"), 0, false},
                                            {QStringLiteral("b"), 35, true},
                                            {QStringLiteral("a"), 15, false},
                                            {QStringLiteral("new"), 20, false}};
        QCOMPARE(ui::mergeColumns(today, saved), want);
        QCOMPARE(ui::mergeColumns(today, {}), today);
    }

    void whatIsArrangedIsKeptAndComesBack()
    {
        QByteArray kept;
        {
            Fixture first;
            first.head()->moveSection(2, 0);
            first.head()->resizeSection(0, 144);
            QMenu menu;
            first.table->fillColumnMenu(menu);
            actionOf(menu, QStringLiteral("Head 1"))->trigger();
            QTRY_VERIFY(!first.shelf.kept.isEmpty());
            first.shelf.hide();
            kept = first.shelf.kept.value(QStringLiteral("calls"));
        }
        Fixture second(kept);
        QCOMPARE(second.order(), QStringList({QStringLiteral("cost"), QStringLiteral("time"), QStringLiteral("name")}));
        QCOMPARE(second.table->columnWidth(0), 144);
        QVERIFY(second.table->isColumnHidden(1));
        second.table->resetColumns();
        QCOMPARE(second.order(), QStringList({QStringLiteral("time"), QStringLiteral("name"), QStringLiteral("cost")}));
        QVERIFY(!second.table->isColumnHidden(1));
        QCOMPARE(second.table->columnWidth(0), 100);
    }

    void theOrderIsAskedOfTheStore()
    {
        Fixture fixture;
        QSignalSpy chosen(fixture.table, &DataTable::sortChosen);
        const auto click = [&](int column) {
            const int x = fixture.head()->sectionViewportPosition(column) + 30;
            QTest::mouseClick(fixture.head()->viewport(), Qt::LeftButton, {}, QPoint(x, 20));
        };
        click(2);
        QCOMPARE(chosen.last().first().toString(), QStringLiteral("-cost")); // the most first
        QCOMPARE(fixture.head()->sortIndicatorSection(), 2);
        QCOMPARE(fixture.head()->sortIndicatorOrder(), Qt::DescendingOrder);
        click(2);
        QCOMPARE(chosen.last().first().toString(), QStringLiteral("cost"));
        QCOMPARE(fixture.head()->sortIndicatorOrder(), Qt::AscendingOrder);
        click(1); // the store has no order for it
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(fixture.head()->sortIndicatorSection(), 2);
    }

    void aSavedOrderTheStoreNoLongerHasIsLeftOut()
    {
        Fixture fixture(ui::encodeTableState({.columns = {}, .sort = QStringLiteral("-colour")}));
        QCOMPARE(fixture.table->sort(), QStringLiteral("-time"));
    }

    void theColumnThatTakesTheRestFillsTheTable()
    {
        Fixture fixture;
        QCOMPARE(fixture.head()->length(), fixture.table->viewport()->width());
        fixture.head()->resizeSection(0, 200);
        QCOMPARE(fixture.head()->length(), fixture.table->viewport()->width());
    }

    void keysGoToTheEndsAndOpen()
    {
        Fixture fixture;
        QSignalSpy opened(fixture.table, &DataTable::opened);
        QSignalSpy current(fixture.table, &DataTable::currentIdChanged);
        QTest::keyClick(fixture.table, Qt::Key_End);
        QCOMPARE(fixture.table->currentId(), QStringLiteral("401"));
        QTest::keyClick(fixture.table, Qt::Key_Home);
        QTest::keyClick(fixture.table, Qt::Key_Down);
        QCOMPARE(current.last().first().toString(), QStringLiteral("499"));
        QTest::keyClick(fixture.table, Qt::Key_Return);
        QCOMPARE(opened.last().first().toString(), QStringLiteral("499"));
        QTest::keyClick(fixture.table, Qt::Key_X); // no search through every row
        QCOMPARE(fixture.table->currentId(), QStringLiteral("499"));
    }

    void copiesTheShownColumnsWithTheirHeads()
    {
        Fixture fixture;
        fixture.head()->moveSection(2, 0);
        fixture.table->setColumnHidden(1, true);
        fixture.table->selectRow(1);
        QTest::keySequence(fixture.table, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Head 2\tHead 0\n499 2\t499 0"));
    }

    void copyingEverythingTakesOnlyWhatIsHere()
    {
        Fixture fixture;
        fixture.model.start(down(1'000'000, 100), 1'000'000);
        fixture.table->selectAll();
        QCOMPARE(fixture.table->selectionText().split(u'\n').size(), 101);
    }

    void theSelectionStaysWithItsCall()
    {
        Fixture fixture;
        QVERIFY(fixture.table->selectId(QStringLiteral("495")));
        std::vector<int> rows = down(502, 100); // two more above,
        rows.erase(rows.begin() + 4);           // one that was above has gone
        fixture.model.renew(std::move(rows), 102);
        QCOMPARE(fixture.table->currentId(), QStringLiteral("495"));
        fixture.model.start(down(500, 100), 100); // another order, which has it, too
        QCOMPARE(fixture.table->currentId(), QStringLiteral("495"));
        QCOMPARE(fixture.table->selectionModel()->selectedRows().size(), 1);
        fixture.model.start(down(90, 50), 50); // a filter that leaves it out
        QVERIFY(fixture.table->currentId().isEmpty());
    }

    void aRowSelectedOnItsWayTellsItsIdWhenItComes()
    {
        Fixture fixture;
        fixture.model.start(down(1000, 100), 1000);
        QSignalSpy wanted(&fixture.model, &ui::WindowedModel::pageWanted);
        QSignalSpy current(fixture.table, &DataTable::currentIdChanged);
        QCoreApplication::processEvents(); // the view measures itself anew
        QTest::keyClick(fixture.table, Qt::Key_End);
        QTRY_VERIFY(!wanted.isEmpty());
        QVERIFY(fixture.table->currentId().isEmpty());
        fixture.model.takePage(9, fixture.model.round(), down(100, 100));
        QCOMPARE(current.last().first().toString(), QStringLiteral("1"));
    }
};

QTEST_MAIN(DataTableTest)

#include "data_table_test.moc"
