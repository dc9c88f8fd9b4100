#pragma once

#include <vector>

#include <QHash>
#include <QObject>

#include "admin/admin_client.h"
#include "ui/pages/keys/pending_calls.h"
#include "ui/widgets/table_view.h"

class QMenu;
class QStackedLayout;
class QVBoxLayout;

namespace ui {

class Button;
class Card;
class EmptyState;
class Page;
class SearchField;

/// One list of the page: its card with a filter, the button that adds to it, and the table; and what stands in their
/// place while there is nothing. Its widgets are the page's own, so that the card gets its shadow; they show themselves
/// only while this list is the one in front.
/// Thread: main. Owned by the page.
class ListTab : public QObject {
    Q_OBJECT
public:
    ~ListTab() override;
    Q_DISABLE_COPY_MOVE(ListTab)

    void setFront(bool front);
    virtual void refresh() = 0;
    virtual void openNew() = 0;
    /// Nothing happens when there is no such item, or when it is about to go.
    virtual void openItem(const QString &id) = 0;
    /// The same; before the list is here, as soon as it is.
    void openWhenHere(const QString &id);
    virtual void removeItem(const QString &id) = 0;
    /// Of the row the keyboard is on; empty without one.
    QString currentId() const;

Q_SIGNALS:
    void answered();
    void failed(base::ErrorCode code);
    /// As Page says it.
    void pageWanted(const QString &name, const QString &item);

protected:
    struct Words {
        QString id; ///< For names of widgets: `key`.
        QString all;
        QString filter;
        QString create;
        QString noMatch;
        QString emptyTitle;
        QString emptyText;
        QString emptyAct;
    };
    ListTab(Page &page, admin::AdminClient &client, const Words &words, QVBoxLayout &body);

    void setModel(QAbstractItemModel &model, std::vector<ColumnLayout> columns);
    void setColumns(std::vector<ColumnLayout> columns);
    /// A widget below the card, shown and hidden with it.
    void addBelow(QWidget *widget);
    /// After a change of the rows: `total` of them are there, of which the model shows some.
    void present(int total);
    virtual void setFilter(const QString &words) = 0;
    virtual void fillMenu(QMenu &menu, const QString &id) = 0;

    Page &page() const { return m_page; }
    admin::AdminClient &client() const { return m_client; }
    bool isWaiting(const QString &id) const { return m_pending.has(id); }
    /// What the rows that wait for an act say meanwhile.
    const QHash<QString, QString> &waiting() const { return m_waiting; }
    virtual void waitingChanged() = 0;
    /// Nothing takes this back from the gateway, so it hears of it when the offer to undo is over.
    void callLater(const QString &id, admin::AdminCall call, const QString &word, const QString &toast);

private:
    void buildCard(const Words &words);
    void buildEmpty(const Words &words);
    QWidget *buildNoMatch(const QString &words);
    void setWaiting(const QString &id, const QString &word);
    void showParts();
    void showMenu(const QPoint &at);
    Page &m_page;
    admin::AdminClient &m_client;
    PendingCalls m_pending;
    QHash<QString, QString> m_waiting{};
    Card *m_card;
    SearchField *m_search;
    TableView *m_table;
    QStackedLayout *m_places;
    EmptyState *m_empty;
    std::vector<QWidget *> m_below{};
    int m_total = -1;    ///< Not known yet.
    QString m_awaited{}; ///< To be opened when the list arrives.
    bool m_front = false;
};

} // namespace ui
