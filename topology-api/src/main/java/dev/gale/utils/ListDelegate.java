package dev.gale.utils;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;

/**
 * A list that stands for another, which can be exchanged: what a tuple serializer registered by
 * {@link dev.gale.Config#TOPOLOGY_TUPLE_SERIALIZER} gets to see. Starts with an empty list. Not thread-safe.
 */
public class ListDelegate implements List<Object> {
    private List<Object> delegate = new ArrayList<>();

    public List<Object> getDelegate() {
        return delegate;
    }

    public void setDelegate(List<Object> delegate) {
        this.delegate = delegate;
    }

    @Override
    public int size() {
        return delegate.size();
    }

    @Override
    public boolean isEmpty() {
        return delegate.isEmpty();
    }

    @Override
    public boolean contains(Object element) {
        return delegate.contains(element);
    }

    @Override
    public Iterator<Object> iterator() {
        return delegate.iterator();
    }

    @Override
    public Object[] toArray() {
        return delegate.toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return delegate.toArray(array);
    }

    @Override
    public boolean add(Object element) {
        return delegate.add(element);
    }

    @Override
    public void add(int index, Object element) {
        delegate.add(index, element);
    }

    @Override
    public boolean remove(Object element) {
        return delegate.remove(element);
    }

    @Override
    public Object remove(int index) {
        return delegate.remove(index);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return delegate.containsAll(elements);
    }

    @Override
    public boolean addAll(Collection<?> elements) {
        return delegate.addAll(elements);
    }

    @Override
    public boolean addAll(int index, Collection<?> elements) {
        return delegate.addAll(index, elements);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return delegate.removeAll(elements);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return delegate.retainAll(elements);
    }

    @Override
    public void clear() {
        delegate.clear();
    }

    @Override
    public Object get(int index) {
        return delegate.get(index);
    }

    @Override
    public Object set(int index, Object element) {
        return delegate.set(index, element);
    }

    @Override
    public int indexOf(Object element) {
        return delegate.indexOf(element);
    }

    @Override
    public int lastIndexOf(Object element) {
        return delegate.lastIndexOf(element);
    }

    @Override
    public ListIterator<Object> listIterator() {
        return delegate.listIterator();
    }

    @Override
    public ListIterator<Object> listIterator(int index) {
        return delegate.listIterator(index);
    }

    @Override
    public List<Object> subList(int from, int to) {
        return delegate.subList(from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || delegate.equals(other);
    }

    @Override
    public int hashCode() {
        return delegate.hashCode();
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}
