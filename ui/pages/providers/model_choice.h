#pragma once

#include <QStringList>
#include <QWidget>

class QListView;
class QStandardItem;
class QStandardItemModel;
class QSortFilterProxyModel;

namespace ui {

class Button;
class Label;
class LineEdit;
class SearchField;

/// Models to tick: those a provider names, and others by name. Nothing is ticked before somebody does.
class ModelChoice final : public QWidget {
    Q_OBJECT
public:
    explicit ModelChoice(QWidget *parent = nullptr);

    /// Those in `known` are there already: ticked, and not to be changed here.
    void setModels(const QStringList &found, const QStringList &known = {});
    /// Ticked and not known before.
    QStringList chosen() const;
    int count() const;
    /// Said while there is nothing to tick.
    void setEmptyWords(const QString &words);

Q_SIGNALS:
    void changed();

private:
    void addByName();
    QStandardItem *addItem(const QString &name, bool ticked, bool known);
    void tickAll(bool ticked);
    void describe();
    QStandardItemModel *m_items;
    QSortFilterProxyModel *m_shown;
    SearchField *m_search;
    QListView *m_list;
    Label *m_words;
    Button *m_all;
    Button *m_none;
    LineEdit *m_name;
    QString m_emptyWords{};
};

} // namespace ui
