// The daemon's own description of its API, and whether an answer is as it says.
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

// Statuses that the connection or the choice of a path decides, so that they stand at no operation.
const UNDESCRIBED = new Set([400, 404, 405, 408, 413, 431]);
// The pages, which are no part of the API.
const PAGE = /^\/($|assets\/)/;
const PROBLEM = '/components/schemas/problem';

export class Description {
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'description');
    this.compiled = new Map();
  }

  // Faults of the description itself, as sentences.
  async faults() {
    const { valid, errors } = await new Validator().validate(structuredClone(this.document));
    const faults = valid ? [] : [JSON.stringify(errors)];
    for (const name of Object.keys(this.document.components.schemas)) {
      try {
        this.#schema(`/components/schemas/${name}`);
      } catch (error) {
        faults.push(`${name}: ${error.message}`);
      }
    }
    const ids = this.operationIds();
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`the operationId ${id} is not unique`);
    return faults;
  }

  operationIds() {
    return Object.values(this.document.paths).flatMap((path) => Object.values(path)).map((operation) => operation.operationId);
  }

  // The operation that a request is for; undefined when it is for none.
  operationId(method, path) {
    return this.#operation(method, path)?.operationId;
  }

  // What is wrong with an answer, as sentences.
  answerFaults(method, path, { status, headers, text }) {
    const type = (headers['content-type'] ?? '').split(';')[0];
    const responses = this.#operation(method, path)?.responses;
    const response = this.#resolve(responses?.[status]);
    if (!response) {
      if (PAGE.test(path) && status < 400) return [];
      if (responses && !UNDESCRIBED.has(status)) return [`the status ${status} is not described for ${method} ${path}`];
      return this.#problemFaults(type, text);
    }
    if (!response.value.content) return text ? ['a body is there where none is described'] : [];
    if (method === 'HEAD') return text ? ['an answer to HEAD has a body'] : [];
    if (!response.value.content[type]) return [`the type ${type} is not described for ${method} ${path} ${status}`];
    if (!type.endsWith('json') || type === 'application/x-ndjson') return [];
    return this.#valueFaults(`${response.pointer}/content/${escape(type)}/schema`, text);
  }

  #problemFaults(type, text) {
    if (type !== 'application/problem+json') return [`the type is ${type}, not application/problem+json`];
    return this.#valueFaults(PROBLEM, text);
  }

  #valueFaults(pointer, text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return [`the body is no JSON: ${error.message}`];
    }
    const schema = this.#schema(pointer);
    return schema(value) ? [] : [`not as described at ${pointer}: ${this.ajv.errorsText(schema.errors.slice(0, 8))}`];
  }

  #schema(pointer) {
    if (!this.compiled.has(pointer)) {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/');
      this.compiled.set(pointer, this.ajv.compile({ $ref: `description#${fragment}` }));
    }
    return this.compiled.get(pointer);
  }

  // A response, followed through its $ref, with its pointer.
  #resolve(response) {
    if (!response) return null;
    if (!response.$ref) {
      return { value: response, pointer: this.#pointerOf(response) };
    }
    const pointer = response.$ref.slice(1);
    return { value: pointer.split('/').slice(1).reduce((inside, name) => inside[name], this.document), pointer };
  }

  #pointerOf(response) {
    for (const [path, item] of Object.entries(this.document.paths)) {
      for (const [verb, operation] of Object.entries(item)) {
        for (const [status, one] of Object.entries(operation.responses)) {
          if (one === response) return `/paths/${escape(path)}/${verb}/responses/${status}`;
        }
      }
    }
    throw new Error('a response that is in no operation');
  }

  #operation(method, path) {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    return this.document.paths[this.#template(path.split('?')[0])]?.[verb];
  }

  // The path of the description that a request's path fits: words before {segments}.
  #template(path) {
    const words = path.split('/');
    const fits = Object.keys(this.document.paths).filter((template) => {
      const parts = template.split('/');
      return parts.length === words.length && parts.every((part, i) => part === words[i] || (part.startsWith('{') && words[i]));
    });
    return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }
}

function escape(name) {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
